// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kinds of transactions of a service, in a test that is rolled back and in one that is not. */
@BindTest(beans = Rows.class, container = BindTest.Lifetime.SHARED)
class KindsTest {

    @Inject
    Market market;

    @Inject
    Rows rows;

    @BeforeEach
    void nothingIsThere() {
        assertThat(rows.of("default", "Customer")).isZero();
        assertThat(market.customers()).isZero();
    }

    @Test
    void whatIsMandatoryIsThere() {
        market.openInside("ann");
        assertThat(market.customers()).isOne();
    }

    @Test
    @Committed
    void whatIsMandatoryIsMissing() {
        assertThatThrownBy(() -> market.openInside("ann")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void neverIsNotNow() {
        assertThatThrownBy(market::outside).isInstanceOf(RuntimeException.class);
    }

    @Test
    @Committed
    void neverIsNow() {
        assertThat(market.outside()).isEqualTo("outside");
    }

    @Test
    @Committed
    void whatIsCommittedIsSeenByAll() {
        market.open("ann");
        assertThat(market.committedCustomers()).isOne();
        assertThat(market.customers()).isOne();
    }

    @Test
    void countsOnlyWhatRuns(Statements statements) {
        market.open("ann");
        statements.of("auth").isEmpty();
        statements.of("audit").isEmpty();
    }
}
