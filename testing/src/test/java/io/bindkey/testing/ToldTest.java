// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What a test says itself of its binds. */
class ToldTest {

    @BindTest(
            config = {
                "binds.auth.url = jdbc:h2:mem:told",
                "binds.auth.schema.strategy = create",
                "binds.auth.pool.max-size = 3",
                "shop.name = Bob's"
            })
    static class ByUrl {

        @Inject
        Shop shop;

        @Inject
        @Bound("auth")
        DataSource auth;

        @Inject
        Statements statements;

        @Test
        void isThere() throws Exception {
            shop.register("ann");
            assertThat(shop.logins()).isOne();
            statements.onlyOf("auth");
            try (var connection = auth.getConnection()) {
                assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:told");
            }
            assertThat(ConfigProvider.getConfig().getValue("shop.name", String.class))
                    .isEqualTo("Bob's");
        }
    }

    @Test
    void aBindIsWhereTheTestSays() {
        assertThat(Run.of(ByUrl.class).outcomes()).containsExactly("ok");
    }

    @BindTest
    @OnDatabase(value = OnDatabase.Product.MARIADB, replica = true)
    static class Replicated {

        @Test
        void neverRuns() {}
    }

    @Test
    void aReplicaIsOneOfPostgres() {
        assertThat(Run.of(Replicated.class).outcomes())
                .containsExactly(
                        "BINDKEY-221: A bind with @OnDatabase(replica = true) is on POSTGRESQL: no other database has"
                                + " a replica.");
    }

    @BindTest
    static class WithoutReplica {

        @Test
        @Committed
        void hasNoneThatStandsStill(Faults faults) {
            assertThatThrownBy(() -> faults.of("auth").replicaStandsStill())
                    .hasMessage("BINDKEY-220: Bind 'auth' has no replica in this test. One is there with"
                            + " @OnDatabase(value = POSTGRESQL, bind = \"auth\", replica = true).");
            assertThatThrownBy(() -> faults.of("auth").replicaGoesOn()).hasMessageStartingWith("BINDKEY-220");
        }
    }

    @Test
    void whatIsNotThereDoesNotStandStill() {
        assertThat(Run.of(WithoutReplica.class).outcomes()).containsExactly("ok");
    }

    @BindTest(
            config = {
                "binds.auth.url = jdbc:h2:mem:driver",
                "binds.auth.driver = org.h2.Driver",
                "binds.auth.schema.strategy = create",
                "binds.auth.schema.allow-drop = true"
            })
    static class WithDriver {

        @Inject
        Shop shop;

        @Test
        @Committed
        void isNotWatched(Statements statements, Faults faults) {
            shop.register("ann");
            assertThat(shop.logins()).isOne();
            assertThatThrownBy(() -> statements.of("auth")).hasMessageStartingWith("BINDKEY-219");
            assertThatThrownBy(() -> faults.of("auth")).hasMessageStartingWith("BINDKEY-219");
        }

        @Test
        @Committed
        void isEmptiedAllTheSame() {
            shop.register("ann");
            assertThat(shop.logins()).isOne();
        }
    }

    @Test
    void aDriverOfItsOwnIsNotWatched() {
        assertThat(Run.of(WithDriver.class).outcomes()).containsOnly("ok");
    }

    @BindTest(config = {"binds.auth.url = jdbc:h2:mem:kept", "binds.auth.schema.strategy = create"})
    static class Kept {

        @Inject
        Shop shop;

        @Test
        @Committed
        void leavesWhatMayNotBeDropped() {
            shop.register("ann");
        }
    }

    @Test
    void nothingIsDroppedWithoutPermission() {
        assertThat(Run.of(Kept.class).outcome("leavesWhatMayNotBeDropped()"))
                .startsWith("BINDKEY-218: After the test, bind 'auth' could not be emptied: BINDKEY-161:");
    }

    @BindTest(config = "binds.auth.read-only = true")
    static class ReadOnly {

        @Test
        void neverRuns() {}
    }

    @Test
    void aBindThatIsReadOnlyGetsNoTables() {
        assertThat(Run.of(ReadOnly.class).outcomes())
                .singleElement()
                .asString()
                .contains("BINDKEY-163", "Set binds.auth.read-only = false to allow it.");
    }

    @BindTest
    static class Plain {

        @Inject
        Shop shop;

        @Test
        void knowsNothingOfTheOthers() {
            assertThat(shop.logins()).isZero();
        }
    }

    @Test
    void isInForceForItsApplicationAlone() {
        assertThat(Run.of(ByUrl.class, Plain.class, WithDriver.class, Plain.class)
                        .outcomes())
                .containsOnly("ok");
        assertThat(ConfigProvider.getConfig().getValue("shop.name", String.class))
                .isEqualTo("Ann's");
    }
}
