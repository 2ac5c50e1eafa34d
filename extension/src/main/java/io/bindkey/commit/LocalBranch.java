// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.sql.Connection;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One bind's part of a resource-local transaction. Used by one thread at a time. */
final class LocalBranch implements OneByOneCommit.Branch {

    private final Unit unit;
    private final EntityManager entityManager;
    private final Runnable discard;

    /** The last one that was taken for the transaction. */
    private @Nullable Connection connection;

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

    void use(Connection taken) {
        connection = taken;
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    void flush() {
        unit.provider().flushBeforeCommit(entityManager);
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
        commit(entityManager -> entityManager.getTransaction().commit());
    }

    /** As {@link #commit()}, of the only bind: nothing that another one's flush has called can have changed it again. */
    void commitFlushed() {
        commit(unit.provider()::commitFlushed);
    }

    private void commit(Consumer<EntityManager> commit) {
        try {
            commit.accept(entityManager);
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
     * Called when the transaction has ended. Lets go of the entity manager when its transaction could not be ended: with
     * Hibernate it keeps its connection then, lost as that is. Nothing is lost with it, for a rollback detaches whatever was
     * managed.
     *
     * @return whether it did
     */
    boolean end() {
        connection = null;
        if (broken) {
            discard.run();
        }
        return broken;
    }
}
