// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.unit.Unit;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The local transactions that the calling thread has begun, one inside of another: that of the request, and those of
 * application-managed routers. So a connection finds the transaction that it is taken for.
 */
final class LocalTransactions {

    /** Weak, because a transaction may be ended by another thread, and this one may outlive the application. */
    @SuppressWarnings("ThreadLocalUsage") // A static one would mix deployments.
    private final ThreadLocal<@Nullable WeakReference<LocalTransaction>> innermost = new ThreadLocal<>();

    /** {@return the innermost one that this bind takes part in} */
    @Nullable
    LocalTransaction with(Unit unit) {
        LocalTransaction transaction = current();
        while (transaction != null && !transaction.includes(unit)) {
            transaction = transaction.outer();
        }
        return transaction;
    }

    /** {@return the one that was the innermost before} */
    @Nullable
    LocalTransaction enter(LocalTransaction transaction) {
        LocalTransaction before = current();
        innermost.set(new WeakReference<>(transaction));
        return before;
    }

    /** Brings back the one before, if the given one is the innermost. */
    void leave(LocalTransaction transaction, @Nullable LocalTransaction before) {
        if (current() != transaction) {
            return;
        }
        if (before == null) {
            innermost.remove();
        } else {
            innermost.set(new WeakReference<>(before));
        }
    }

    private @Nullable LocalTransaction current() {
        WeakReference<LocalTransaction> reference = innermost.get();
        return reference == null ? null : reference.get();
    }
}
