// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.jspecify.annotations.Nullable;

/**
 * The platform that we found ourselves, so that no name of a server has to be configured. Its superclass is internal, but the one
 * that Hibernate's documentation names for such platforms.
 */
final class HibernateJtaPlatform extends AbstractJtaPlatform {

    private static final long serialVersionUID = 1L;

    private final transient TransactionPlatform services;

    HibernateJtaPlatform(TransactionPlatform services) {
        this.services = services;
    }

    @Override
    protected TransactionManager locateTransactionManager() {
        return services.manager();
    }

    /** Interposed, so that Hibernate flushes after the application's own synchronizations. */
    @Override
    public void registerSynchronization(Synchronization synchronization) {
        services.interpose(synchronization);
    }

    @Override
    public boolean canRegisterSynchronization() {
        return services.status() == Status.STATUS_ACTIVE;
    }

    /** Asked for only where no transaction manager is to be had. */
    @Override
    protected @Nullable UserTransaction locateUserTransaction() {
        return null;
    }
}
