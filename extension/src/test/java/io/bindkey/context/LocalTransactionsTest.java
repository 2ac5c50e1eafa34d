// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.commit.Completion;
import io.bindkey.commit.WritePolicy;
import io.bindkey.config.AcrossBinds;
import io.bindkey.telemetry.Telemetry;
import org.junit.jupiter.api.Test;

/** Inside of which one a local transaction is begun. */
class LocalTransactionsTest {

    private final LocalTransactions begunHere = new LocalTransactions();
    private final LocalTransaction first = transaction();
    private final LocalTransaction second = transaction();

    private LocalTransaction transaction() {
        return new LocalTransaction(
                new WritePolicy(AcrossBinds.FAIL, false, Telemetry.NONE),
                begunHere,
                new Completion(UnopenedUnits.nobody(), Telemetry.NONE));
    }

    @Test
    void oneIsBegunInsideOfTheOther() {
        first.begin();
        second.begin();
        assertThat(first.outer()).isNull();
        assertThat(second.outer()).isSameAs(first);
    }

    @Test
    void whatHasEndedIsNoLongerOutside() {
        first.begin();
        first.rollback();
        second.begin();
        assertThat(second.outer()).isNull();
    }

    @Test
    void theOuterOneIsTheInnermostAgainWhenTheInnerOneHasEnded() {
        first.begin();
        second.begin();
        second.rollback();
        second.begin();
        assertThat(second.outer()).isSameAs(first);
    }

    /** Whoever looks for the transaction of a bind would go round and round. */
    @Test
    void whatAnotherThreadHasEndedIsNotBegunInsideOfItself() throws InterruptedException {
        first.begin();
        Thread other = new Thread(first::rollback);
        other.start();
        other.join();
        first.begin();
        assertThat(first.outer()).isNull();
    }
}
