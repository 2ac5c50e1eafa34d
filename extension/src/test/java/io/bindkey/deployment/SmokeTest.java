// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindKey;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

class SmokeTest {

    @Entity(name = "Invoice")
    static class Invoice {
        @Id
        @GeneratedValue
        Long id;

        String text;
    }

    @Entity(name = "Usr")
    @BindKey("auth")
    static class User {
        @Id
        @GeneratedValue
        Long id;

        String name;
    }

    @Test
    void works() {
        try (Application app = Application.of(Invoice.class, User.class)
                .withH2("default")
                .withH2("auth")
                .start()) {
            SchemaOps ops = app.get(SchemaOps.class);
            System.err.println(ops.create());
            System.err.println(ops.create());
            EntityManager em = app.get(EntityManager.class, Bound.Literal.ROUTER);
            EntityManager auth = app.get(EntityManager.class, Bound.Literal.of("auth"));
            app.inRequest(() -> {
                em.getTransaction().begin();
                User u = new User();
                u.name = "ann";
                em.persist(u);
                em.getTransaction().commit();
                assertThat(em.createQuery("select u.name from Usr u", String.class)
                                .getResultList())
                        .containsExactly("ann");
                assertThat(auth.createNativeQuery("select count(*) from Usr").getSingleResult())
                        .isEqualTo(1L);
                assertThat(em.createQuery("select count(i) from Invoice i").getSingleResult())
                        .isEqualTo(0L);
                assertThat(auth.contains(u)).isTrue();
            });
            System.err.println(ops.recreate());
            System.err.println(ops.drop());
            System.err.println(ops.drop());
            assertThat(app.get(Binds.class).keys()).containsExactly("default", "auth");
        }
    }
}
