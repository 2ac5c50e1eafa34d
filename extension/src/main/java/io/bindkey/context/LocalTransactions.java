// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The local transactions that the calling thread has begun, one inside of another: that of the request, and those of
 * application-managed routers. So a connection finds the transaction that it is taken for.
 */
final class LocalTransactions {

    /** One of them, as a connection sees it. */
    interface Begun {

        /** {@return whether it is active for this thread, and that bind takes part in it} */
        boolean includes(Unit unit);

        /** {@return whether a bind's part of it begins now} */
        boolean isBeginning();

        /** {@return the one inside of which it was begun on the same thread} */
        @Nullable
        Begun outer();

        /** {@return the entity manager of a bind that takes part} */
        Optional<EntityManager> entityManager(Unit unit);

        /**
         * {@return what to run before writes on a connection that is taken now}
         *
         * <p>One that is taken in the middle of a transaction is none of its own where the provider takes its own at the
         * beginning: it is that of an id generator, or of an entity manager that the application opened itself, and is a
         * transaction of its own. In doubt, a write belongs to the transaction that is active when it happens.
         */
        Runnable writeCheck(Unit unit, Connection connection);
    }

    /** Weak, because a transaction may be ended by another thread, and this one may outlive the application. */
    @SuppressWarnings("ThreadLocalUsage") // A static one would mix deployments.
    private final ThreadLocal<@Nullable WeakReference<Begun>> innermost = new ThreadLocal<>();

    /** {@return the innermost one that this bind takes part in} */
    @Nullable
    Begun with(Unit unit) {
        Begun transaction = of(innermost.get());
        while (transaction != null && !transaction.includes(unit)) {
            transaction = transaction.outer();
        }
        return transaction;
    }

    /** {@return the one that was the innermost before} Each transaction has one reference, which it gives each time. */
    @Nullable
    WeakReference<Begun> enter(WeakReference<Begun> transaction) {
        WeakReference<Begun> before = innermost.get();
        if (before != transaction) {
            innermost.set(transaction);
        }
        return before;
    }

    /** Brings back the one before, if the given one is the innermost. */
    void leave(WeakReference<Begun> transaction, @Nullable WeakReference<Begun> before) {
        if (before != transaction && innermost.get() == transaction) {
            // Not removed where there was none: the next one would make the thread's place for it again.
            innermost.set(before);
        }
    }

    /** {@return what is referred to, if that is still there} */
    static @Nullable Begun of(@Nullable WeakReference<Begun> reference) {
        return reference == null ? null : reference.get();
    }
}
