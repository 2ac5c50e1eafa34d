// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;

/** A transaction of Narayana, which is rolled back unless it was committed. */
final class JtaTransaction implements AutoCloseable {

    private final TransactionManager manager;
    private boolean ended;

    private JtaTransaction(TransactionManager manager) {
        this.manager = manager;
    }

    static JtaTransaction begin() {
        TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        try {
            manager.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException(e);
        }
        return new JtaTransaction(manager);
    }

    void commit() {
        ended = true;
        try {
            manager.commit();
        } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            try {
                manager.rollback();
            } catch (SystemException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
