// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.Map;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

/** Managers make an exception of their own without a message, and at best carry along what resources threw. */
class HeuristicCauseTest {

    private final PartialCommitException partial = new PartialCommitException(
            "BINDKEY-125: in part", Map.of("auth", TransactionOutcome.COMMITTED), new IllegalStateException("refused"));

    private static HeuristicMixedException ofManager(Throwable... suppressed) {
        HeuristicMixedException manager = new HeuristicMixedException();
        for (Throwable each : suppressed) {
            manager.addSuppressed(each);
        }
        return manager;
    }

    private static XAException ofBranch(String message, Throwable cause) {
        XAException failure = new XAException(message);
        failure.initCause(cause);
        return failure;
    }

    @Test
    void aPartialCommitBecomesTheCause() {
        XAException other = ofBranch("BINDKEY-146: other", new IllegalStateException());
        HeuristicMixedException told = HeuristicCause.tell(ofManager(other, ofBranch("BINDKEY-125: in part", partial)));

        assertThat(told).hasMessage("BINDKEY-125: in part");
        assertThat(told.getCause()).isSameAs(partial);
        assertThat(told.getSuppressed()).containsExactly(other);
    }

    @Test
    void otherwiseItIsWhatTheFirstBranchSaid() {
        XAException first = ofBranch("BINDKEY-144: unknown", new IllegalStateException());
        XAException second = ofBranch("BINDKEY-146: other", new IllegalStateException());
        HeuristicMixedException told = HeuristicCause.tell(ofManager(first, second));

        assertThat(told).hasMessage("BINDKEY-144: unknown");
        assertThat(told.getCause()).isSameAs(first);
        assertThat(told.getSuppressed()).containsExactly(second);
    }

    @Test
    void whereNothingOfOursStandsBehindItIsLeftAsItIs() {
        HeuristicMixedException manager = ofManager(new IllegalStateException("of somebody else"));
        assertThat(HeuristicCause.tell(manager)).isSameAs(manager);
    }

    @Test
    void aTransactionThatIsBegunForSomebodyThrowsThePartialCommitItself() {
        assertThatThrownBy(() -> services(ofManager(ofBranch("BINDKEY-125: in part", partial)))
                        .callInNew(() -> "work"))
                .isSameAs(partial);
        HeuristicMixedException other = ofManager();
        assertThatThrownBy(() -> services(other).callInNew(() -> "work"))
                .isExactlyInstanceOf(PersistenceException.class)
                .hasCause(other);
    }

    private static TransactionServices services(HeuristicMixedException atCommit) {
        return new TransactionServices(
                proxy(TransactionManager.class, atCommit),
                proxy(TransactionSynchronizationRegistry.class, atCommit),
                false);
    }

    private static <T> T proxy(Class<T> type, HeuristicMixedException atCommit) {
        return type.cast(Proxy.newProxyInstance(
                HeuristicCauseTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    if (method.getName().equals("commit")) {
                        throw atCommit;
                    }
                    return null;
                }));
    }
}
