// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.message.Failures;
import io.bindkey.message.TransactionFailures;
import io.bindkey.platform.Jndi;
import io.bindkey.platform.Platform;
import io.bindkey.provider.TransactionPlatform;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction manager of the platform and its synchronization registry (Jakarta Transactions 2.0, 3.2 and 3.8).
 *
 * @param manager the manager
 * @param registry its registry
 * @param onClassPath whether it is Narayana on the application's class path, rather than a server's
 */
public record TransactionServices(
        TransactionManager manager, TransactionSynchronizationRegistry registry, boolean onClassPath)
        implements TransactionPlatform {

    /** Of the specification; and that of WildFly, which starts an EAR's CDI container where {@code java:comp} is empty. */
    private static final List<String> REGISTRIES =
            List.of("java:comp/TransactionSynchronizationRegistry", "java:jboss/TransactionSynchronizationRegistry");

    /** Not there inside of an enterprise bean whose transactions its container demarcates. */
    private static final String USER_TRANSACTION = "java:comp/UserTransaction";

    /**
     * Finds the server's manager, else Narayana on the class path.
     *
     * @param loader the application's class loader
     */
    public static Optional<TransactionServices> find(ClassLoader loader) {
        return firstOf(Platform.transactionManagers(), TransactionManager.class)
                .flatMap(manager -> firstOf(REGISTRIES.stream(), TransactionSynchronizationRegistry.class)
                        .map(registry -> new TransactionServices(manager, registry, false)))
                .or(() -> narayana(loader));
    }

    private static <T> Optional<T> firstOf(Stream<String> names, Class<T> type) {
        return names.map(TransactionServices::lookup)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static @Nullable Object lookup(String name) {
        try {
            return Jndi.lookup(name);
        } catch (NamingException | RuntimeException | LinkageError notHere) {
            // Java SE without a naming provider, or another server's name.
            return null;
        }
    }

    /** In Java SE there is no JNDI; Narayana hands out its services through these two static methods. */
    private static Optional<TransactionServices> narayana(ClassLoader loader) {
        try {
            Object manager = Class.forName("com.arjuna.ats.jta.TransactionManager", true, loader)
                    .getMethod("transactionManager")
                    .invoke(null);
            Object environment = Class.forName("com.arjuna.ats.jta.common.jtaPropertyManager", true, loader)
                    .getMethod("getJTAEnvironmentBean")
                    .invoke(null);
            Object registry = environment
                    .getClass()
                    .getMethod("getTransactionSynchronizationRegistry")
                    .invoke(environment);
            return manager instanceof TransactionManager m && registry instanceof TransactionSynchronizationRegistry r
                    ? Optional.of(new TransactionServices(m, r, true))
                    : Optional.empty();
        } catch (ReflectiveOperationException | LinkageError notOnTheClassPath) {
            return Optional.empty();
        }
    }

    /** {@return what the application demarcates its transactions with; only Narayana on the class path is asked for it} */
    public UserTransaction userTransaction() {
        return NarayanaTransactions.userTransaction();
    }

    @Override
    public boolean inTransaction() {
        return isUnfinished(status());
    }

    @Override
    public void interpose(Synchronization synchronization) {
        registry.registerInterposedSynchronization(synchronization);
    }

    @Override
    public int status() {
        try {
            return manager.getStatus();
        } catch (SystemException e) {
            throw TransactionFailures.manager("tell its status", e);
        }
    }

    @Override
    public <T> T outsideTransaction(Supplier<T> work) {
        try {
            Transaction suspended = manager.suspend();
            try {
                return work.get();
            } finally {
                if (suspended != null) {
                    manager.resume(suspended);
                }
            }
        } catch (SystemException | InvalidTransactionException e) {
            throw TransactionFailures.manager("suspend or resume a transaction", e);
        }
    }

    /**
     * {@return what rolls back a new transaction of this thread, if it has not ended by then}
     *
     * @throws IllegalStateException when there is one already
     */
    public Runnable beginRolledBack() {
        // Open Liberty's @Transactional joins no transaction that the manager itself has begun.
        Optional<UserTransaction> user =
                onClassPath ? Optional.empty() : firstOf(Stream.of(USER_TRANSACTION), UserTransaction.class);
        try {
            if (user.isPresent()) {
                user.get().begin();
            } else {
                manager.begin();
            }
            Transaction begun = manager.getTransaction();
            Object key = registry.getTransactionKey();
            return () -> rollBack(user, begun, key);
        } catch (NotSupportedException e) {
            throw Failures.transactionActive();
        } catch (SystemException e) {
            throw TransactionFailures.manager("begin", e);
        }
    }

    private void rollBack(Optional<UserTransaction> user, Transaction transaction, Object key) {
        try {
            if (key.equals(registry.getTransactionKey())) {
                if (user.isPresent()) {
                    user.get().rollback();
                } else {
                    manager.rollback();
                }
            } else if (isUnfinished(transaction.getStatus())) {
                // It is suspended, or another thread's.
                transaction.rollback();
            }
        } catch (SystemException e) {
            throw TransactionFailures.manager("roll back", e);
        }
    }

    /** {@return whether this thread still has a transaction that was rolled back behind its back, or is just now} */
    public boolean wasRolledBack() {
        int status = status();
        return status == Status.STATUS_ROLLING_BACK || status == Status.STATUS_ROLLEDBACK;
    }

    /** {@return whether this thread's transaction can only be rolled back} */
    public boolean isMarked() {
        return status() == Status.STATUS_MARKED_ROLLBACK;
    }

    private static boolean isUnfinished(int status) {
        return status == Status.STATUS_ACTIVE || status == Status.STATUS_MARKED_ROLLBACK;
    }

    /** {@return what the work gives in a new transaction, which is rolled back when it throws} */
    public <T> T callInNew(Supplier<T> work) {
        try {
            manager.begin();
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                manager.rollback();
                throw e;
            }
            manager.commit();
            return result;
        } catch (RollbackException e) {
            throw TransactionFailures.rolledBackByManager(e);
        } catch (HeuristicMixedException e) {
            // As the binds that are no part of JTA have it.
            throw HeuristicCause.partialCommit(e)
                    .<PersistenceException>map(partial -> partial)
                    .orElseGet(() -> TransactionFailures.manager("commit", e));
        } catch (NotSupportedException | SystemException | HeuristicRollbackException e) {
            throw TransactionFailures.manager("begin or commit", e);
        }
    }
}
