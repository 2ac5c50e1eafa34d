// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One bind's part of a resource-local transaction. Used by one thread at a time. */
final class LocalBranch implements OneByOneCommit.Branch {

    private final Unit unit;
    private final EntityManager entityManager;
    private final Runnable discard;
    private boolean broken;

    /**
     * Creates it.
     *
     * @param discard closes the entity manager, so that the bind's next use opens another one
     */
    LocalBranch(Unit unit, EntityManager entityManager, Runnable discard) {
        this.unit = unit;
        this.entityManager = entityManager;
        this.discard = discard;
    }

    Unit unit() {
        return unit;
    }

    EntityManager entityManager() {
        return entityManager;
    }

    @Override
    public Set<String> passwords() {
        return unit.settings().passwords();
    }

    @Override
    public String key() {
        return unit.key();
    }

    EntityTransaction transaction() {
        return entityManager.getTransaction();
    }

    void begin(@Nullable Integer timeout) {
        try {
            if (timeout != null) {
                transaction().setTimeout(timeout);
            }
            transaction().begin();
        } catch (RuntimeException e) {
            broken = true;
            throw e;
        }
    }

    @Override
    public void commit() {
        try {
            transaction().commit();
        } catch (RuntimeException e) {
            broken = OneByOneCommit.outcomeOf(this, e) == TransactionOutcome.UNKNOWN;
            throw e;
        }
    }

    @Override
    public void rollback() {
        if (!transaction().isActive()) {
            return;
        }
        try {
            transaction().rollback();
        } catch (RuntimeException e) {
            broken = true;
            throw e;
        }
    }

    /** Rolls back because of a failure, beside which another one is a side issue. */
    void rollbackAfter(RuntimeException failure) {
        InOrder.after(failure, this::rollback);
    }

    /**
     * Lets go of the entity manager when its transaction could not be ended: with Hibernate it keeps its connection then,
     * lost as that is. Nothing is lost with it, for a rollback detaches whatever was managed.
     *
     * @return whether it did
     */
    boolean discardIfBroken() {
        if (broken) {
            discard.run();
        }
        return broken;
    }
}
