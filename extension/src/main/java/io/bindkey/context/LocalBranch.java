// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;

/** One bind's part of a resource-local transaction. */
record LocalBranch(Unit unit, EntityManager entityManager) implements OneByOneCommit.Branch {

    @Override
    public String key() {
        return unit.key();
    }

    EntityTransaction transaction() {
        return entityManager.getTransaction();
    }

    @Override
    public void commit() {
        transaction().commit();
    }

    @Override
    public void rollback() {
        if (transaction().isActive()) {
            transaction().rollback();
        }
    }

    /** Rolls back because of a failure, beside which another one is a side issue. */
    void rollbackAfter(RuntimeException failure) {
        try {
            rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
