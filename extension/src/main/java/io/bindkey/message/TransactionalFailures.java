// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionalException;

/** What can go wrong with {@code @Transactional} where there is no transaction manager. Touched only where its API is there. */
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
}
