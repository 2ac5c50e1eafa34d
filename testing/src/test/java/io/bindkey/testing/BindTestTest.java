// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.testing.shop.AuditEntry;
import io.bindkey.testing.shop.Login;
import io.bindkey.testing.shop.Purchase;
import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test as an application's author writes it: whatever ran before, it finds its binds as they were made. */
@BindTest
@TestMethodOrder(MethodOrderer.Random.class)
class BindTestTest {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    @Bound("audit")
    private DataSource audit;

    @Inject
    Shop shop;

    @Inject
    Binds binds;

    private boolean committed;

    @BeforeEach
    void aLoginIsThere() {
        shop.register("of before each");
    }

    @AfterEach
    void theTransactionGoesOn() {
        assertThat(shop.logins()).isNotNegative();
        assertThat(em.isJoinedToTransaction()).isNotEqualTo(committed);
    }

    private void nothingIsThereButWhatThisTestWrites() {
        assertThat(shop.purchases()).isZero();
        assertThat(shop.logins()).isOne();
        assertThat(shop.notes()).containsExactly("opened");
        shop.buy("1", "hat");
        shop.register("ann");
        shop.note("ann bought");
        em.persist(Purchase.of("2"));
        assertThat(shop.purchases()).isEqualTo(2);
        assertThat(shop.logins()).isEqualTo(2);
        assertThat(shop.notes()).containsExactly("opened", "ann bought");
    }

    /** As another connection sees it. */
    private int committedNotes() throws SQLException {
        try (Connection connection = audit.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from audit_entry")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @RepeatedTest(3)
    void isRolledBack() {
        nothingIsThereButWhatThisTestWrites();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "bob"})
    void isRolledBackForEachArgument(String name) {
        shop.register(name);
        assertThat(em.createQuery("select l.name from Login l order by l.id", String.class)
                        .getResultList())
                .containsExactly("of before each", name);
    }

    @Test
    void writesToNoOtherDatabaseThanItsOwn() throws SQLException {
        assertThat(binds.keys()).containsExactly("default", "audit", "auth");
        assertThat(binds.get("default").replicas()).isEmpty();
        try (Connection connection = audit.getConnection()) {
            assertThat(connection.getMetaData().getURL()).startsWith("jdbc:h2:mem:bindkey-test-");
        }
        shop.note("not for others");
        em.flush();
        assertThat(committedNotes()).isOne();
    }

    @Test
    void hasThePropertiesOfTheApplication() {
        assertThat(ConfigProvider.getConfig().getValue("shop.name", String.class))
                .isEqualTo("Ann's");
    }

    @Test
    void mayProvokeAFailureWithoutOneAtItsEnd() {
        em.persist(Purchase.of("1"));
        assertThatThrownBy(() -> em.persist(Purchase.of("1"))).isInstanceOf(PersistenceException.class);
    }

    @Test
    void mayProvokeAFailureOfAService() {
        shop.buy("1");
        assertThatThrownBy(() -> shop.buy("1")).isInstanceOf(PersistenceException.class);
        // With the failure went what was written before it, in all binds.
        shop.register("afterwards");
    }

    @RepeatedTest(2)
    void isEmptiedWhereSomethingIsCommittedAllTheSame() {
        shop.noteInAnyCase("committed");
        assertThat(shop.notes()).contains("committed");
        assertThat(shop.notes()).hasSize(2);
    }

    @RepeatedTest(2)
    @Committed
    void isCommittedAndEmptiedAndIdsBeginAnew() throws SQLException {
        committed = true;
        shop.buy("1");
        shop.note("kept");
        em.clear();
        assertThat(em.createQuery("select p from Purchase p", Purchase.class)
                        .getSingleResult()
                        .id())
                .isEqualTo(1);
        assertThat(em.createQuery("select l from Login l", Login.class)
                        .getSingleResult()
                        .id())
                .isEqualTo(1);
        assertThat(committedNotes()).isEqualTo(2);
    }

    @Nested
    class Inside {

        @Inject
        Shop sameShop;

        @RepeatedTest(2)
        void isTheSameApplication() {
            assertThat(sameShop.logins()).isOne();
            em.persist(AuditEntry.of("nested"));
            nothingElse();
        }

        private void nothingElse() {
            assertThat(sameShop.notes()).containsExactly("opened", "nested");
        }
    }
}
