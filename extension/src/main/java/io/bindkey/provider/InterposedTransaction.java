// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import javax.transaction.xa.XAResource;

/**
 * A transaction as one who does not know the registry shall see it: his synchronizations are interposed, so that they run after
 * the application's own, and may be added while interposed ones run.
 */
final class InterposedTransaction implements Transaction {

    private final Transaction transaction;
    private final TransactionPlatform services;

    private InterposedTransaction(Transaction transaction, TransactionPlatform services) {
        this.transaction = transaction;
        this.services = services;
    }

    /**
     * {@return the same for each transaction}
     *
     * @param transaction that of this thread
     * @param key under which the transaction keeps it
     */
    static InterposedTransaction of(Transaction transaction, TransactionPlatform services, Object key) {
        if (services.registry().getResource(key) instanceof InterposedTransaction known) {
            return known;
        }
        InterposedTransaction interposed = new InterposedTransaction(transaction, services);
        services.registry().putResource(key, interposed);
        return interposed;
    }

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        services.interpose(synchronization);
    }

    @Override
    public int getStatus() throws SystemException {
        return transaction.getStatus();
    }

    @Override
    public boolean enlistResource(XAResource resource) throws RollbackException, SystemException {
        return transaction.enlistResource(resource);
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) throws SystemException {
        return transaction.delistResource(resource, flag);
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        transaction.setRollbackOnly();
    }

    @Override
    public void commit()
            throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        transaction.commit();
    }

    @Override
    public void rollback() throws SystemException {
        transaction.rollback();
    }
}
