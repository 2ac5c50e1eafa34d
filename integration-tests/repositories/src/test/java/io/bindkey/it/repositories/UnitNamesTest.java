// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import jakarta.persistence.PersistenceUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Code that names persistence units, in Java SE: binds of that name answer. */
class UnitNamesTest {

    static class Old {
        @PersistenceContext(unitName = "auth")
        protected EntityManager logins;
    }

    static class Older extends Old {
        @PersistenceUnit(unitName = "shop")
        private @Nullable EntityManagerFactory factory;

        private @Nullable EntityManager notes;

        @PersistenceContext(unitName = "default")
        void setNotes(EntityManager notes) {
            this.notes = notes;
        }

        @PersistenceContext(unitName = "nobody")
        private @Nullable EntityManager nobodys;

        @PersistenceContext
        private @Nullable EntityManager unnamed;

        @PersistenceContext(unitName = "auth", type = PersistenceContextType.EXTENDED)
        private @Nullable EntityManager extended;
    }

    @Test
    void bindsAnswerByTheirNames() throws Exception {
        try (Shop shop = Shop.open(Map.of("binds-defaults.transaction", "resource-local"), Older.class)) {
            Older older = shop.get(Older.class);
            shop.inRequest(() -> {
                shop.router().getTransaction().begin();
                older.logins.persist(new Login(1, "ada", 36));
                shop.router().getTransaction().commit();

                assertThat(older.logins.find(Login.class, 1L))
                        .isSameAs(shop.router().find(Login.class, 1L));
                assertThat(Optional.ofNullable(older.notes).map(em -> em.find(Note.class, 1L)))
                        .isEmpty();
                assertThat(older.notes).hasToString("EntityManager of bind 'default'");
            });
            assertThat(Optional.ofNullable(older.factory).map(factory -> factory.getMetamodel()
                            .entity(Purchase.class)
                            .getName()))
                    .contains("Purchase");
            assertThat(shop.rows("auth", "login")).isEqualTo(1);
            assertThat(older.nobodys).isNull();
            assertThat(older.unnamed).isNull();
            assertThat(older.extended).isNull();
        }
    }

    @Test
    void anExtendedContextIsWarnedOf() {
        assertThat(DeploymentTest.warnings(
                        () -> Shop.open(Map.of("binds-defaults.transaction", "resource-local"), Older.class)
                                .close()))
                .containsExactly(
                        "BINDKEY-199: io.bindkey.it.repositories.UnitNamesTest$Older.extended is not answered with bind"
                                + " 'auth': it wants an extended or unsynchronized persistence context, or properties of its own."
                                + " Inject @Bound(\"auth\") EntityManagerFactory, and call createEntityManager().");
    }
}
