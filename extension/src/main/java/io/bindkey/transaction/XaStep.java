// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.Secrets;
import io.bindkey.message.TwoPhaseFailures;
import io.bindkey.unit.Unit;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAException;

/**
 * The steps of a branch that can fail, and what the failure means.
 *
 * <p>Transaction managers go by the error code alone, and drivers are careless with it: when the connection is lost,
 * MariaDB's has none and others take one that means "rolled back". A manager would then forget a branch that its database
 * keeps for ever, or take a lost commit for a good one. So a code that says more than the database did is replaced.
 */
public enum XaStep {
    /** The beginning and the end of the work, before any vote. What fails there, the transaction is rolled back. */
    WORK {
        @Override
        XAException explained(String key, String reason, XAException failure, BooleanSupplier connected) {
            boolean known = isFinal(failure) || isProtocolError(failure) || failure.errorCode == XAException.XAER_DUPID;
            int code = known ? failure.errorCode : XAException.XAER_RMFAIL;
            return TwoPhaseFailures.xaRolledBack(key, reason, code, failure);
        }
    },

    /** The vote. Whatever fails, the transaction is rolled back. */
    PREPARE {
        @Override
        XAException explained(String key, String reason, XAException failure, BooleanSupplier connected) {
            int code = isRollback(failure) || isProtocolError(failure) ? failure.errorCode : XAException.XAER_RMFAIL;
            return TwoPhaseFailures.xaRolledBack(key, reason, code, failure);
        }
    },

    /** The commit of the only branch, without a vote. */
    COMMIT_ALONE {
        @Override
        XAException explained(String key, String reason, XAException failure, BooleanSupplier connected) {
            if (refused(failure) && connected.getAsBoolean()) {
                int code = isRollback(failure) ? failure.errorCode : XAException.XA_RBOTHER;
                return TwoPhaseFailures.xaRolledBack(key, reason, code, failure);
            }
            boolean known = isFinal(failure) && !isRollback(failure);
            int code = known ? failure.errorCode : XAException.XAER_RMFAIL;
            return TwoPhaseFailures.xaUnknown(key, reason, code, failure);
        }
    },

    /** The commit that the branch has promised. */
    COMMIT {
        @Override
        XAException explained(String key, String reason, XAException failure, BooleanSupplier connected) {
            return isFinal(failure) || isUnknownTransaction(failure)
                    ? TwoPhaseFailures.xaUnknown(
                            key, reason, isFinal(failure) ? failure.errorCode : XAException.XAER_NOTA, failure)
                    : TwoPhaseFailures.xaCommitPending(key, reason, XAException.XAER_RMFAIL, failure);
        }
    },

    /** The end of a branch that shall not commit. */
    ROLLBACK {
        @Override
        XAException explained(String key, String reason, XAException failure, BooleanSupplier connected) {
            int code = isFinal(failure) ? failure.errorCode : XAException.XAER_RMFAIL;
            return TwoPhaseFailures.xaRollbackPending(key, reason, code, failure);
        }
    };

    /** Of an {@link XAException} that was made with a message alone. */
    private static final int NO_CODE = 0;

    abstract XAException explained(String key, String reason, XAException failure, BooleanSupplier connected);

    /**
     * {@return the failure with the bind, its meaning, and a code that a manager draws the right conclusion from}
     *
     * @param unit the bind
     * @param failure the driver's
     * @param connected whether the connection still works; asked only where it decides
     */
    public XAException explain(Unit unit, XAException failure, BooleanSupplier connected) {
        return explained(unit.key(), Secrets.reason(failure, unit.settings().passwords()), failure, connected);
    }

    /** {@return the failure with a code: drivers break in the middle, or give none when they have lost the connection} */
    public static XAException withCode(Exception failure) {
        if (failure instanceof XAException known && known.errorCode != NO_CODE) {
            return known;
        }
        XAException lost = new XAException(failure.getMessage());
        lost.errorCode = XAException.XAER_RMFAIL;
        lost.initCause(failure);
        return lost;
    }

    /** {@return whether the database has decided alone, and remembers that until it is told to forget} */
    public static boolean isHeuristic(XAException failure) {
        return failure.errorCode >= XAException.XA_HEURMIX && failure.errorCode <= XAException.XA_HEURHAZ;
    }

    /** {@return whether the database says itself that the branch is rolled back} */
    public static boolean isRollback(XAException failure) {
        return (failure.errorCode >= XAException.XA_RBBASE && failure.errorCode <= XAException.XA_RBEND)
                || failure.errorCode == XAException.XA_HEURRB;
    }

    private static boolean isProtocolError(XAException failure) {
        return failure.errorCode == XAException.XAER_NOTA
                || failure.errorCode == XAException.XAER_INVAL
                || failure.errorCode == XAException.XAER_PROTO
                || failure.errorCode == XAException.XAER_RMERR;
    }

    /** {@return whether there is nothing left that could be told to the database} */
    private static boolean isFinal(XAException failure) {
        return isRollback(failure) || failure.errorCode == XAException.XAER_NOTA || isHeuristic(failure);
    }

    /**
     * Without an exception of the database the code decides, against one it does not. That a transaction is unknown is
     * no answer: somebody else has ended it.
     */
    private static boolean refused(XAException failure) {
        return failure.errorCode != XAException.XAER_NOTA
                && DatabaseAnswer.behind(failure).map(DatabaseAnswer::refused).orElse(isRollback(failure));
    }

    /** PostgreSQL's driver tells a plain error when somebody else has ended a prepared transaction. */
    private static boolean isUnknownTransaction(XAException failure) {
        return DatabaseAnswer.behind(failure)
                .map(SQLException::getSQLState)
                .orElse("")
                .equals("42704");
    }
}
