// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Runs work in container-managed transactions of an enterprise bean. */
@Stateless
public class EnterpriseTransactions {

    @Resource
    private SessionContext context;

    /** A checked exception that rolls back. */
    @ApplicationException(rollback = true)
    public static class Refusal extends Exception {
        private static final long serialVersionUID = 1L;
    }

    public void required(Work work) throws Exception {
        work.run();
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void requiresNew(Work work) throws Exception {
        work.run();
    }

    public void markedForRollback(Work work) throws Exception {
        work.run();
        context.setRollbackOnly();
    }
}
