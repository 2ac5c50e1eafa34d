// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.message.TransactionFailures;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the flush at commit inside of the transaction on Payara and GlassFish.
 *
 * <p>Their pools ask the current component invocation for its transaction, and their interceptor of
 * {@code @Transactional} has taken it away there before it commits. A connection that is taken as late as that would be
 * in auto-commit mode: when the flush fails, what it had written before would stay. So the invocation gets its
 * transaction back, by what the interceptor itself calls, until the commit is done.
 *
 * <p>Immutable, one for the application: to look for what another server has not takes 5 µs.
 */
public final class InvocationTransaction {

    private final TransactionManager manager;
    private final @Nullable Synchronization kept;

    private InvocationTransaction(TransactionManager manager, @Nullable Synchronization kept) {
        this.manager = manager;
        this.kept = kept;
    }

    /** {@return that of a manager; it does nothing on other servers} */
    public static InvocationTransaction of(TransactionManager manager) {
        try {
            return new InvocationTransaction(
                    manager,
                    new Kept(
                            manager,
                            manager.getClass().getMethod("preInvokeTx", boolean.class),
                            manager.getClass().getMethod("postInvokeTx", boolean.class, boolean.class)));
        } catch (NoSuchMethodException anotherServer) {
            // Its pools ask the transaction manager.
            return new InvocationTransaction(manager, null);
        }
    }

    /** To be called in a transaction, before the provider's synchronization is registered. */
    void keep() {
        if (kept == null) {
            return;
        }
        try {
            manager.getTransaction().registerSynchronization(kept);
        } catch (RollbackException markedForRollback) {
            // Nothing will be flushed.
        } catch (SystemException e) {
            throw TransactionFailures.manager("take a synchronization", e);
        }
    }

    /** The same for all transactions: whose it is, the thread tells. */
    private record Kept(TransactionManager manager, Method attach, Method detach) implements Synchronization {

        @Override
        public void beforeCompletion() {
            call(attach, false);
        }

        @Override
        public void afterCompletion(int status) {
            call(detach, false, false);
        }

        private void call(Method method, Object... arguments) {
            try {
                method.invoke(manager, arguments);
            } catch (InvocationTargetException | IllegalAccessException e) {
                throw TransactionFailures.manager("tell the component invocation of its transaction", e);
            }
        }
    }
}
