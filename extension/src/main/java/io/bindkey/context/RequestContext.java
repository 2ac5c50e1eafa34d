// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.SynchronizationType;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What one request context of CDI holds: its entity managers, and the transaction over them where no manager drives it. While
 * that transaction is suspended, another one serves in its place.
 *
 * <p>Its lifetime is the request context's; used by one thread at a time.
 */
public final class RequestContext {

    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final LocalTransaction transaction;
    private @Nullable EntityTransaction ofApplication;
    private boolean declared;
    private @Nullable RequestContext inPlace;
    private @Nullable RolledBackTransaction rolledBack;

    RequestContext(LocalTransaction transaction) {
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
        if (rolledBack != null && !isDeclared()) {
            return rolledBack;
        }
        EntityTransaction known = ofApplication;
        if (known == null) {
            known = new RequestTransaction(transaction, this::isDeclared);
            ofApplication = known;
        }
        return known;
    }

    /** {@return whether the transaction in force belongs to a declaration} */
    private boolean isDeclared() {
        return declared || inPlace != null;
    }

    /**
     * {@return what the work gives}
     *
     * @param declaring whether a declaration begins and ends the transactions in it, rather than the application
     */
    <T extends @Nullable Object> T call(boolean declaring, Callable<T> work) throws Exception {
        boolean before = declared;
        declared = declaring;
        try {
            return work.call();
        } finally {
            declared = before;
        }
    }

    /** {@return the one that serves now} */
    RequestContext inForce() {
        return inPlace == null ? this : inPlace.inForce();
    }

    /** Suspends the transaction, and lets another one serve in its place. */
    Suspension suspendFor(RequestContext other) {
        inPlace = other;
        transaction.setSuspended(true);
        return new Suspension(this, other);
    }

    /**
     * The time for which a transaction is suspended.
     *
     * @param suspended whose transaction it is
     * @param meanwhile what serves in its place, and ends with this time
     */
    record Suspension(RequestContext suspended, RequestContext meanwhile) implements AutoCloseable {
        @Override
        public void close() {
            suspended.inPlace = null;
            suspended.transaction.setSuspended(false);
            meanwhile.close();
        }
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
    public void close() {
        if (inPlace != null) {
            inPlace.close();
        }
        try {
            transaction.abandon();
        } finally {
            entityManagers.close();
        }
    }
}
