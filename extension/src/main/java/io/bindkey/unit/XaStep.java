// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import java.sql.SQLException;
import javax.transaction.xa.XAException;

/**
 * The steps of a branch that can fail, and what the failure means.
 *
 * <p>Transaction managers go by the error code alone, and drivers are careless with it: when the connection is lost,
 * MariaDB's has none and others take one that means "rolled back". A manager would then forget a branch that its database
 * keeps for ever, or take a lost commit for a good one. So a code that says more than the database did is replaced.
 */
public enum XaStep {
    /** The vote. Whatever fails, the transaction is rolled back. */
    PREPARE {
        @Override
        XAException explained(String key, String reason, XAException failure) {
            int code = isRollback(failure) || isProtocolError(failure) ? failure.errorCode : XAException.XAER_RMFAIL;
            return Failures.xaRolledBack(key, reason, code, failure);
        }
    },

    /** The commit of the only branch, without a vote. */
    COMMIT_ALONE {
        @Override
        XAException explained(String key, String reason, XAException failure) {
            if (isRollback(failure) || refused(failure)) {
                int code = isRollback(failure) ? failure.errorCode : XAException.XA_RBOTHER;
                return Failures.xaRolledBack(key, reason, code, failure);
            }
            int code = isFinal(failure) ? failure.errorCode : XAException.XAER_RMFAIL;
            return Failures.xaUnknown(key, reason, code, failure);
        }
    },

    /** The commit that the branch has promised. */
    COMMIT {
        @Override
        XAException explained(String key, String reason, XAException failure) {
            return isFinal(failure) || isUnknownTransaction(failure)
                    ? Failures.xaUnknown(
                            key, reason, isFinal(failure) ? failure.errorCode : XAException.XAER_NOTA, failure)
                    : Failures.xaCommitPending(key, reason, XAException.XAER_RMFAIL, failure);
        }
    },

    /** The end of a branch that shall not commit. */
    ROLLBACK {
        @Override
        XAException explained(String key, String reason, XAException failure) {
            int code = isFinal(failure) ? failure.errorCode : XAException.XAER_RMFAIL;
            return Failures.xaRollbackPending(key, reason, code, failure);
        }
    };

    abstract XAException explained(String key, String reason, XAException failure);

    /**
     * {@return the failure with the bind, its meaning, and a code that a manager draws the right conclusion from}
     *
     * @param unit the bind
     * @param failure the driver's
     */
    public XAException explain(Unit unit, XAException failure) {
        return explained(unit.key(), Secrets.reason(failure, unit.settings().passwords()), failure);
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
        return isRollback(failure)
                || failure.errorCode == XAException.XAER_NOTA
                || failure.errorCode == XAException.XA_HEURCOM
                || failure.errorCode == XAException.XA_HEURMIX
                || failure.errorCode == XAException.XA_HEURHAZ;
    }

    private static boolean refused(XAException failure) {
        return DatabaseAnswer.behind(failure).map(DatabaseAnswer::refused).orElse(false);
    }

    /** PostgreSQL's driver tells a plain error when somebody else has ended a prepared transaction. */
    private static boolean isUnknownTransaction(XAException failure) {
        return DatabaseAnswer.behind(failure)
                .map(SQLException::getSQLState)
                .orElse("")
                .equals("42704");
    }
}
