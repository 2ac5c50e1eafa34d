// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.message.TransactionFailures;
import io.bindkey.transaction.TransactionServices;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Keeps the flush at commit inside of the transaction on Payara and GlassFish.
 *
 * <p>Their pools ask the current component invocation for its transaction, and their interceptor of
 * {@code @Transactional} has taken it away there before it commits. A connection that is taken as late as that would be
 * in auto-commit mode: when the flush fails, what it had written before would stay. So the invocation gets its
 * transaction back, by what the interceptor itself calls, until the commit is done.
 */
final class InvocationTransaction implements Synchronization {

    private final TransactionManager manager;
    private final Method attach;
    private final Method detach;

    private InvocationTransaction(TransactionManager manager) throws NoSuchMethodException {
        this.manager = manager;
        this.attach = manager.getClass().getMethod("preInvokeTx", boolean.class);
        this.detach = manager.getClass().getMethod("postInvokeTx", boolean.class, boolean.class);
    }

    /** To be called before the provider's synchronization is registered; on other servers it does nothing. */
    static void keep(TransactionServices services) {
        try {
            TransactionManager manager = services.manager();
            manager.getTransaction().registerSynchronization(new InvocationTransaction(manager));
        } catch (NoSuchMethodException anotherServer) {
            // Its pools ask the transaction manager.
        } catch (RollbackException markedForRollback) {
            // Nothing will be flushed.
        } catch (SystemException e) {
            throw TransactionFailures.manager("take a synchronization", e);
        }
    }

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
