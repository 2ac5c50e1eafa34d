// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@BindTest
@Committed
@TestMethodOrder(MethodOrderer.Random.class)
class FaultsTest {

    @Inject
    Shop shop;

    @Inject
    Faults faults;

    @RepeatedTest(2)
    void aDatabaseIsDownAndComesBack() {
        shop.register("before");
        faults.of("auth").down();
        assertThatThrownBy(shop::logins).isInstanceOf(PersistenceException.class);
        assertThatThrownBy(() -> shop.register("meanwhile")).isInstanceOf(PersistenceException.class);
        assertThat(shop.purchases()).isZero();
        faults.of("auth").up();
        assertThat(shop.logins()).isOne();
    }

    @RepeatedTest(2)
    void aDatabaseRefusesToWrite() {
        faults.of("auth").readOnly();
        assertThat(shop.logins()).isZero();
        assertThatThrownBy(() -> shop.register("ann")).isInstanceOf(PersistenceException.class);
        faults.none();
        shop.register("ann");
        assertThat(shop.logins()).isOne();
    }

    @RepeatedTest(2)
    void theConnectionIsLostBeforeTheDatabaseCommits() {
        faults.of("auth").loseConnectionAtCommit();
        assertThatThrownBy(() -> shop.register("ann")).isInstanceOf(PersistenceException.class);
        assertThat(shop.logins()).isZero();
        shop.register("ann");
        assertThat(shop.logins()).isOne();
    }

    @RepeatedTest(2)
    void theConnectionIsLostAfterTheDatabaseHasCommitted() {
        faults.of("auth").loseAnswerOfCommit();
        assertThatThrownBy(() -> shop.register("ann")).isInstanceOf(PersistenceException.class);
        assertThat(shop.logins()).isOne();
    }

    @RepeatedTest(2)
    void theDatabaseRefusesACommit() {
        faults.of("auth").refuseCommit();
        assertThatThrownBy(() -> shop.register("ann")).isInstanceOf(PersistenceException.class);
        assertThat(shop.logins()).isZero();
    }

    @Test
    void areWellAfterEachTest() {
        faults.of("auth").down();
        faults.of("default").loseConnectionAtCommit();
    }
}
