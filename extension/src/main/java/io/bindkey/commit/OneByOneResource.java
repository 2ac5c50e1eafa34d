// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import io.bindkey.database.HeldConnection;
import io.bindkey.unit.Unit;
import jakarta.persistence.RollbackException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * All one-phase connections that one JTA transaction has written to, as a single resource of the manager: it sees one
 * last resource, and we commit what is behind it one by one in key order.
 */
final class OneByOneResource implements XAResource {

    /** In key order. */
    private final List<OnePhaseBranch> branches = new ArrayList<>(2);

    private Function<String, @Nullable TransactionOutcome> outcomes = key -> null;
    private boolean completed;

    void add(Unit unit, HeldConnection connection) {
        int at = branches.size();
        while (at > 0 && branches.get(at - 1).unit().compareTo(unit) > 0) {
            at--;
        }
        branches.add(at, new OnePhaseBranch(unit, connection));
    }

    /** {@return whether that connection was committed or rolled back by the manager} */
    boolean hasCompleted(HeldConnection connection) {
        if (completed) {
            for (OnePhaseBranch branch : branches) {
                if (branch.connection() == connection) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return how a bind has ended, as far as that is known; null before that} */
    @Nullable
    TransactionOutcome outcome(Unit unit) {
        return outcomes.apply(unit.key());
    }

    /** The manager must not ask: there is no such promise to give. It commits a last resource in one phase instead. */
    @Override
    public int prepare(Xid xid) {
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        completed = true;
        try {
            OneByOneCommit.commit(branches);
            outcomes = key -> TransactionOutcome.COMMITTED;
        } catch (RollbackException e) {
            outcomes = key -> TransactionOutcome.ROLLED_BACK;
            throw failure(XAException.XA_RBROLLBACK, e);
        } catch (PartialCommitException e) {
            outcomes = e.outcomes()::get;
            boolean mixed = e.outcomes().containsValue(TransactionOutcome.COMMITTED);
            throw failure(mixed ? XAException.XA_HEURMIX : XAException.XA_HEURHAZ, e);
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        completed = true;
        outcomes = key -> TransactionOutcome.ROLLED_BACK;
        try {
            // A copy, for the manager may roll back on another thread while this one still writes.
            InOrder.forEach(List.copyOf(branches), branch -> {
                try {
                    branch.rollback();
                } catch (SQLException e) {
                    // The connection is lost, and the database rolls back by itself.
                    branch.connection().setFlushOnly();
                }
            });
        } catch (RuntimeException e) {
            throw failure(XAException.XAER_RMERR, e);
        }
    }

    private static XAException failure(int code, RuntimeException cause) {
        // Managers carry it along, and some show its message alone.
        XAException failure = new XAException(cause.getMessage());
        failure.errorCode = code;
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void start(Xid xid, int flags) {
        // The connections have begun already, with their first statement.
    }

    @Override
    public void end(Xid xid, int flags) {
        // Nothing is done between the phases.
    }

    @Override
    public void forget(Xid xid) {
        // Nothing is remembered.
    }

    @Override
    public Xid[] recover(int flags) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
