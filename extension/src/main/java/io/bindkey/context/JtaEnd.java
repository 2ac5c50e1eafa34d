// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.TransactionOutcome;
import io.bindkey.commit.Completion;
import io.bindkey.transaction.TransactionServices;
import jakarta.transaction.Synchronization;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the end of one JTA transaction. Interposed, so that it comes after the application's own synchronizations.
 *
 * <p>The provider of the first bind has its flush done here: to register one synchronization takes Narayana as long as a
 * tenth of a short transaction. Those of other binds come when they come, and what has to follow them all is registered
 * as late as can be, for synchronizations are called in the order in which they came.
 */
final class JtaEnd implements Synchronization {

    private final JtaTransaction transaction;
    private final TransactionServices services;
    private final Completion completion;
    private final Consumer<JtaTransaction> ended;

    private volatile @Nullable Synchronization first;

    /** Whether all flushes are done here. */
    private boolean isOnly;

    /**
     * @param ended called at the end on a thread of the manager's choice
     */
    JtaEnd(
            JtaTransaction transaction,
            TransactionServices services,
            Completion completion,
            Consumer<JtaTransaction> ended) {
        this.transaction = transaction;
        this.services = services;
        this.completion = completion;
        this.ended = ended;
    }

    JtaTransaction transaction() {
        return transaction;
    }

    /** {@return whether it does as well what a provider wants to be done: then nobody else is told of it} */
    boolean takes(Synchronization synchronization) {
        // Else others may have been registered since: theirs comes before what comes later.
        isOnly = first == null && transaction.isNew();
        if (isOnly) {
            first = synchronization;
        }
        return isOnly;
    }

    @Override
    public void beforeCompletion() {
        if (transaction.branches().rollsBack()) {
            services.registry().setRollbackOnly();
            return;
        }
        completion.before(transaction.branches()::keys);
        Synchronization flush = first;
        if (flush != null) {
            flush.beforeCompletion();
        }
        if (isOnly && transaction.branches().opened() == 1) {
            transaction.branches().commitReaders();
        } else {
            afterFlushes();
        }
    }

    private void afterFlushes() {
        if (services.isMarked()) {
            return;
        }
        int opened = transaction.branches().opened();
        services.registry().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                if (transaction.branches().opened() > opened) {
                    // The flush of one bind has touched another, whose own comes after this.
                    afterFlushes();
                } else {
                    transaction.branches().commitReaders();
                }
            }

            @Override
            public void afterCompletion(int status) {
                // The first one sees to it.
            }
        });
    }

    @Override
    public void afterCompletion(int status) {
        try {
            Synchronization flushed = first;
            if (flushed != null) {
                flushed.afterCompletion(status);
            }
        } finally {
            Map<String, TransactionOutcome> outcomes =
                    completion.isSilent() ? Map.of() : transaction.branches().outcomes(status);
            transaction.end();
            ended.accept(transaction);
            completion.after(outcomes, transaction.branches()::inDoubt);
        }
    }
}
