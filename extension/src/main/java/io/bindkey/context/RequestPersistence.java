// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.SynchronizationType;
import org.jspecify.annotations.Nullable;

/**
 * What one request context holds: its entity managers, and the transaction over them where no manager drives it.
 *
 * <p>Its lifetime is the request context's; used by one thread at a time.
 */
public final class RequestPersistence {

    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final LocalTransaction transaction;
    private @Nullable RolledBackTransaction rolledBack;

    RequestPersistence(LocalTransaction transaction) {
        this.transaction = transaction;
    }

    private EntityManager open(Unit unit) {
        if (unit.transaction().usesTransactionManager()) {
            // For reads between transactions. Unsynchronized, so that a lazy load inside a later transaction does not
            // drag this context, and what was changed in it before, into that transaction.
            return unit.factory().createEntityManager(SynchronizationType.UNSYNCHRONIZED);
        }
        return transaction.include(unit, unit.factory().createEntityManager(), () -> entityManagers.discard(unit));
    }

    OpenEntityManagers entityManagers() {
        return entityManagers;
    }

    LocalTransaction transaction() {
        return transaction;
    }

    /** {@return the transaction as the application sees it} */
    EntityTransaction applicationTransaction() {
        return rolledBack != null ? rolledBack : transaction;
    }

    /** {@return whether no transaction of this request is committed now} */
    boolean rollsBack() {
        return rolledBack != null;
    }

    /** {@return what ends a transaction that begins now, and is rolled back whatever happens} */
    Runnable beginRolledBack() {
        transaction.setRollsBack(true);
        try {
            transaction.begin();
        } catch (RuntimeException e) {
            transaction.setRollsBack(false);
            throw e;
        }
        rolledBack = new RolledBackTransaction(transaction);
        return this::endRolledBack;
    }

    private void endRolledBack() {
        rolledBack = null;
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } finally {
            transaction.setRollsBack(false);
        }
    }

    /** Ends it: a transaction that is still active is rolled back. */
    void close() {
        try {
            transaction.abandon();
        } finally {
            entityManagers.close();
        }
    }
}
