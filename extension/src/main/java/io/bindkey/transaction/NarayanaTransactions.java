// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionImple;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionManagerImple;
import com.arjuna.ats.internal.jta.transaction.arjunacore.UserTransactionImple;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import io.bindkey.unit.Recovery;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Narayana's transaction manager, which tells of {@linkplain PendingCommits pending commits}, and {@linkplain
 * HeuristicCause why} an outcome is heuristic, or a transaction {@linkplain ConflictCause shall be repeated}. Touched only where Narayana is on the class path.
 */
final class NarayanaTransactions {

    private static final Logger LOG = System.getLogger(NarayanaTransactions.class.getName());

    private NarayanaTransactions() {}

    /** Puts them in the place of Narayana's own, unless somebody else has put others there. */
    static void install() {
        JTAEnvironmentBean environment = jtaPropertyManager.getJTAEnvironmentBean();
        if (environment.getTransactionManager().getClass() == TransactionManagerImple.class) {
            environment.setTransactionManager(new Manager());
        }
        if (environment.getUserTransaction().getClass() == UserTransactionImple.class) {
            environment.setUserTransaction(new User());
        }
    }

    /** Narayana outlives an application that it does not belong to. */
    static void uninstall() {
        JTAEnvironmentBean environment = jtaPropertyManager.getJTAEnvironmentBean();
        if (environment.getTransactionManager() instanceof Manager) {
            environment.setTransactionManager(new TransactionManagerImple());
        }
        if (environment.getUserTransaction() instanceof User) {
            environment.setUserTransaction(new UserTransactionImple());
        }
    }

    static UserTransaction userTransaction() {
        return jtaPropertyManager.getJTAEnvironmentBean().getUserTransaction();
    }

    /** {@return nothing to recover, but these as long as the application runs} */
    static Recovery alone() {
        NarayanaSettings.withoutLog();
        install();
        return new Recovery() {
            @Override
            public void close() {
                uninstall();
            }
        };
    }

    private interface Commit {
        void run() throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException;
    }

    private static void commit(Commit commit)
            throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
        TransactionImple current = TransactionImple.getTransaction();
        if (current == null || current.getStatus() != Status.STATUS_ACTIVE) {
            // There will be nothing to tell but what Narayana tells itself.
            commit.run();
            return;
        }
        PendingCommits pending =
                PendingCommits.of(jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry());
        try {
            commit.run();
        } catch (RollbackException e) {
            throw ConflictCause.tell(e);
        } catch (HeuristicMixedException e) {
            if (pending.isUnknown()) {
                removeFromLog(current);
            }
            throw HeuristicCause.tell(e);
        }
        pending.tell();
    }

    /** The caller is told, and no recovery will ever know more: Narayana would keep it, and warn of it at each scan. */
    private static void removeFromLog(TransactionImple transaction) {
        try {
            StoreManager.getRecoveryStore().remove_committed(transaction.get_uid(), new AtomicAction().type());
        } catch (ObjectStoreException e) {
            LOG.log(Level.WARNING, "A transaction stays in the log", e);
        }
    }

    private static final class Manager extends TransactionManagerImple {

        @Override
        public void commit()
                throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
            NarayanaTransactions.commit(super::commit);
        }
    }

    private static final class User extends UserTransactionImple {

        private static final long serialVersionUID = 1L;

        @Override
        public void commit()
                throws RollbackException, HeuristicMixedException, HeuristicRollbackException, SystemException {
            NarayanaTransactions.commit(super::commit);
        }
    }
}
