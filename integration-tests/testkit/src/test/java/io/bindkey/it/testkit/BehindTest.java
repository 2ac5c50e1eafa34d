// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

/** A replica that stands still, where nobody may miss what this application has written. */
@BindTest(config = {"binds.default.reading.max-wait=100ms", "binds.default.reading.fallback=fail"})
@OnDatabase(value = Product.POSTGRESQL, replica = true)
class BehindTest {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    Market market;

    @Inject
    Binds binds;

    private long read() {
        return binds.readOnly(market::customers);
    }

    @Test
    @Committed
    void isNotReadFromUntilItGoesOn(Faults faults) {
        market.open("ann");
        assertThat(read()).isOne();
        faults.of("default").replicaStandsStill();
        assertThat(read()).isOne();

        market.open("bob");
        assertThatThrownBy(this::read)
                .isInstanceOf(BindUnavailableException.class)
                .hasMessageContaining("BINDKEY-156");
        faults.of("default").replicaGoesOn();
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void isNotReadFromByATestThatIsRolledBack(Faults faults) {
        assertThatThrownBy(() -> faults.of("default").replicaStandsStill())
                .hasMessage(
                        "BINDKEY-215: Nothing is committed in a test that is rolled back, so replicaStandsStill() has no"
                                + " effect: add @Committed.");
        market.open("ann");
        em.flush();
        assertThat(read()).isOne();
    }
}
