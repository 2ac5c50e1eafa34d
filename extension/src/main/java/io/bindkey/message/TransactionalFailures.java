// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionalException;

/** What can go wrong with {@code @Transactional} where there is no transaction manager, and what is said about it where there is. */
public final class TransactionalFailures {

    private TransactionalFailures() {}

    public static TransactionalException mandatory() {
        String text = misplaced("MANDATORY", "no transaction is active");
        return new TransactionalException(text, new TransactionRequiredException(text));
    }

    public static TransactionalException never() {
        String text = misplaced("NEVER", "a transaction is active");
        return new TransactionalException(text, new InvalidTransactionException(text));
    }

    private static String misplaced(String kind, String why) {
        return Failures.text(150, "A method with @Transactional(TxType.%s) was called while %s.", kind, why);
    }

    public static IllegalStateException belongsToDeclaration(String operation) {
        return new IllegalStateException(Failures.text(
                151,
                "%s() is not for a @Transactional method, which begins and ends its transaction itself: leave it out. "
                        + "Call setRollbackOnly() to roll back, or declare TxType.NOT_SUPPORTED to begin and end "
                        + "transactions by hand.",
                operation));
    }

    /** {@return what is said of a method that no interceptor sees} */
    public static String outOfReach(String method) {
        return withoutEffect("on " + method + ": only calls of other methods are intercepted. Move it to the method of "
                + "another bean, and call that");
    }

    /** {@return what is said of a bind that the transaction manager does not drive} */
    public static String notOfManager(String key, String place) {
        return withoutEffect("on bind '" + key + "', as in " + place + ": it is the transaction manager's, and "
                + Problems.prefix(key)
                + ".transaction = resource-local. Begin the bind's transactions with getTransaction()"
                + " of its @Bound(\"" + key + "\") EntityManager, or remove that property");
    }

    /** {@return what is said where Narayana is on the class path and its interceptors are not in use} */
    public static String withoutInterceptors(String place) {
        return withoutEffect(
                "on " + place + ": Narayana's CDI extension, which brings the interceptors, is not in use. Add"
                        + " com.arjuna.ats.jta.cdi.TransactionExtension to the container");
    }

    private static String withoutEffect(String where) {
        return Failures.text(153, "@Transactional has no effect %s.", where);
    }
}
