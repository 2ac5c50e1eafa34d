// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.it.testkit.market.Journal;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody tests: the answer to a commit that never comes. */
@BindTest(beans = Rows.class)
@OnDatabase(Product.POSTGRESQL)
@OnDatabase(value = Product.MARIADB, bind = "auth")
@Committed
class TwoPhasesTest {

    @Inject
    Market market;

    @Inject
    Journal journal;

    @Inject
    Rows rows;

    @Inject
    Faults faults;

    @BeforeEach
    void nothingIsThere() {
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(rows.of("auth", "Account")).isZero();
        assertThat(rows.of("audit", "Entry")).isOne();
    }

    @Test
    void ofOneBindItIsUnknown() {
        faults.of("default").loseConnectionAtCommit();
        assertThatThrownBy(() -> market.open("ann")).isInstanceOf(HeuristicMixedException.class);
        assertThat(rows.of("default", "Customer")).isZero();
    }

    @Test
    void ofOneBindItMayHaveCommitted() {
        faults.of("default").loseAnswerOfCommit();
        assertThatThrownBy(() -> market.open("ann")).isInstanceOf(HeuristicMixedException.class);
        assertThat(rows.of("default", "Customer")).isOne();
    }

    @Test
    void ofSeveralOnesThePromiseIsKept() {
        faults.of("auth").loseAnswerOfCommit();
        assertThatThrownBy(() -> market.signUp("ann")).hasMessageStartingWith("BINDKEY-145");
        assertThat(rows.of("default", "Customer")).isOne();
        assertThat(rows.of("auth", "Account")).isOne();
        assertThat(rows.of("audit", "Entry")).isEqualTo(2);
    }

    @Test
    void ofSeveralOnesThePromiseIsKeptLater() {
        faults.of("auth").loseConnectionAtCommit();
        assertThatThrownBy(() -> market.signUp("ann")).hasMessageStartingWith("BINDKEY-145");
        assertThat(rows.of("default", "Customer")).isOne();
        faults.none();
        assertThat(rows.of("auth", "Account")).isOne();
    }

    @Test
    void ofSeveralOnesNoneCommitsWhatOneRefuses() {
        faults.of("auth").refuseCommit();
        assertThatThrownBy(() -> market.signUp("ann")).isInstanceOf(RollbackException.class);
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(rows.of("auth", "Account")).isZero();
        assertThat(rows.of("audit", "Entry")).isOne();
    }
}
