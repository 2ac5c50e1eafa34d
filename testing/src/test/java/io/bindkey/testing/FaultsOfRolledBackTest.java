// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@BindTest
class FaultsOfRolledBackTest {

    @Inject
    Shop shop;

    @Inject
    Faults faults;

    @Test
    void areNoneAtCommit() {
        assertThatThrownBy(() -> faults.of("auth").refuseCommit())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "BINDKEY-215: Nothing is committed in a test that is rolled back, so refuseCommit() has no effect: add"
                                + " @Committed.");
        assertThatThrownBy(() -> faults.of("auth").loseConnectionAtCommit()).hasMessageStartingWith("BINDKEY-215");
        assertThatThrownBy(() -> faults.of("auth").loseAnswerOfCommit()).hasMessageStartingWith("BINDKEY-215");
    }

    @RepeatedTest(3)
    void mayBeThatADatabaseIsDown() {
        shop.register("before");
        faults.of("auth").down();
        assertThatThrownBy(shop::logins).isInstanceOf(PersistenceException.class);
        faults.of("auth").up();
    }

    @RepeatedTest(3)
    void orRefusesToWrite() {
        assertThat(shop.logins()).isZero();
        faults.of("auth").readOnly();
        assertThatThrownBy(() -> {
                    shop.register("ann");
                    shop.logins();
                })
                .isInstanceOf(PersistenceException.class);
    }

    @Test
    void areOfBindsThatThereAre() {
        assertThatThrownBy(() -> faults.of("nosuch")).hasMessageStartingWith("BINDKEY-212");
    }
}
