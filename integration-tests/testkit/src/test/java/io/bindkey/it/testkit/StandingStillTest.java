// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.ReplicaState;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.Faults;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;
import io.bindkey.testing.Statements;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** A replica that stands still on demand: what is read from it is old. */
@BindTest(config = "binds.default.reading.consistency=any")
@OnDatabase(value = Product.POSTGRESQL, replica = true)
@Committed
class StandingStillTest {

    @Inject
    Market market;

    @Inject
    Binds binds;

    private long read() {
        return binds.readOnly(market::customers);
    }

    @Test
    void showsWhatWasCommittedBeforeAndNothingElse(Faults faults, Statements statements) {
        market.open("ann");
        faults.of("default").replicaStandsStill();
        market.open("bob");
        assertThat(market.customers()).isEqualTo(2);

        statements.forget();
        assertThat(read()).isOne();
        statements.of("default").isEmpty(); // it was not asked
        faults.of("default").replicaGoesOn();
        assertThat(read()).isEqualTo(2);
    }

    /** What another test has left so does not come to this one. */
    @Test
    void beginsWithNothing(Faults faults) {
        faults.of("default").replicaStandsStill();
        assertThat(read()).isZero();
        market.open("ann");
        assertThat(read()).isZero();
    }

    @Test
    void isTheOnlyReplica() {
        assertThat(binds.get("default").replicas())
                .extracting(ReplicaState::name)
                .containsExactly("standby");
        assertThat(binds.get("auth").replicas()).isEmpty();
    }

    @Test
    void isThereWhereItWasAskedFor(Faults faults) {
        assertThatThrownBy(() -> faults.of("auth").replicaStandsStill())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-220: Bind 'auth' has no replica in this test. One is there with"
                        + " @OnDatabase(value = POSTGRESQL, bind = \"auth\", replica = true).");
    }
}
