// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.database.HeldConnection;
import io.bindkey.transaction.PendingCommits;
import io.bindkey.transaction.XaStep;
import io.bindkey.unit.Unit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The driver's XA resource, which tells the pool's connection what happens to it, remembers how it ended, and explains
 * what goes wrong.
 */
public final class XaBranch implements XAResource {

    private static final Logger LOG = System.getLogger(XaBranch.class.getName());

    private final Unit unit;
    private final PendingCommits pending;
    private final HeldConnection connection;
    private final XAResource driver;
    private final Untold untold;
    private volatile @Nullable TransactionOutcome outcome;

    private volatile @Nullable XAException failed;

    /** Whether the database may hold it as prepared. */
    private volatile boolean promised;

    /** Whether the database has said that there is nothing to commit. */
    private volatile boolean readOnly;

    /** Whether the database has decided alone, and so has something to forget. */
    private volatile boolean decidedAlone;

    public XaBranch(Unit unit, PendingCommits pending, HeldConnection connection, XAResource driver, Untold untold) {
        this.unit = unit;
        this.pending = pending;
        this.connection = connection;
        this.driver = driver;
        this.untold = untold;
    }

    /**
     * {@return how it ended}
     *
     * <p>A manager that does not know how a transaction ended may have to call it committed, for the standard has no
     * status for that. But what nobody has told to commit is not committed.
     *
     * @param transaction how the transaction ended, as the manager says
     */
    TransactionOutcome outcome(TransactionOutcome transaction) {
        TransactionOutcome known = outcome;
        if (known != null) {
            return known;
        }
        if (readOnly || transaction != TransactionOutcome.COMMITTED) {
            return transaction;
        }
        return promised ? TransactionOutcome.UNKNOWN : TransactionOutcome.ROLLED_BACK;
    }

    /** {@return whether its database has promised to commit, and could not be told what to do} */
    boolean isInDoubt() {
        return promised && outcome == TransactionOutcome.UNKNOWN;
    }

    /** Hears of what the database could not be told. */
    @FunctionalInterface
    public interface Untold {
        void add(Xid xid, boolean commit);
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws XAException;
    }

    /** A connection that failed in the protocol is not used again. */
    private <T> T call(Call<T> call) throws XAException {
        try {
            return call.run();
        } catch (XAException | RuntimeException e) {
            XAException failure = XaStep.withCode(e);
            discard(failure);
            if (XaStep.isHeuristic(failure)) {
                decidedAlone = true;
            }
            throw failure;
        }
    }

    private void discard(XAException failure) {
        failed = failure;
        connection.setFlushOnly();
    }

    /** {@return how the connection has failed in the protocol, if it has: the pool must not have it back then} */
    public Optional<XAException> failure() {
        return Optional.ofNullable(failed);
    }

    /** As {@link #call}, for the steps that decide. */
    private <T> T call(XaStep step, Call<T> call) throws XAException {
        try {
            return call(call);
        } catch (XAException e) {
            throw step.explain(unit, e, () -> DatabaseAnswer.isConnected(connection.getConnection()));
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        call(XaStep.WORK, () -> {
            driver.start(xid, flags);
            return xid;
        });
        try {
            connection.transactionStart();
        } catch (SQLException e) {
            XAException failure = new XAException(XAException.XAER_RMERR);
            failure.initCause(e);
            discard(failure);
            throw failure;
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        try {
            call(XaStep.WORK, () -> {
                driver.end(xid, flags);
                return xid;
            });
        } catch (XAException e) {
            // Managers may ask for nothing after that. What was not promised goes with the connection.
            outcome = XaStep.isHeuristic(e) ? decidedOutcome(e) : TransactionOutcome.ROLLED_BACK;
            throw e;
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        connection.transactionBeforeCompletion(true);
        promised = true;
        try {
            int vote = call(XaStep.PREPARE, () -> driver.prepare(xid));
            readOnly = vote == XA_RDONLY;
            promised = !readOnly;
            return vote;
        } catch (XAException e) {
            if (XaStep.isRollback(e)) {
                promised = false;
                outcome = TransactionOutcome.ROLLED_BACK;
            }
            throw e;
        }
    }

    /** {@return what a database says that it did} */
    private static TransactionOutcome decidedOutcome(XAException failure) {
        if (failure.errorCode == XAException.XA_HEURCOM) {
            return TransactionOutcome.COMMITTED;
        }
        return XaStep.isRollback(failure) ? TransactionOutcome.ROLLED_BACK : TransactionOutcome.UNKNOWN;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        connection.transactionBeforeCompletion(true);
        try {
            call(onePhase ? XaStep.COMMIT_ALONE : XaStep.COMMIT, () -> {
                driver.commit(xid, onePhase);
                return xid;
            });
            outcome = TransactionOutcome.COMMITTED;
        } catch (XAException e) {
            outcome = decidedOutcome(e);
            if (onePhase && outcome == TransactionOutcome.UNKNOWN) {
                LOG.log(Level.WARNING, e.getMessage());
                pending.unknown();
            } else if (e.errorCode == XAException.XAER_RMFAIL) {
                LOG.log(Level.WARNING, e.getMessage());
                pending.add(e);
                untold.add(xid, true);
            }
            throw e;
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        connection.transactionBeforeCompletion(false);
        try {
            call(XaStep.ROLLBACK, () -> {
                driver.rollback(xid);
                return xid;
            });
            outcome = TransactionOutcome.ROLLED_BACK;
        } catch (XAException e) {
            // What it has not promised, a database rolls back when it loses the connection.
            boolean over = !promised || XaStep.isRollback(e) || e.errorCode == XAException.XAER_NOTA;
            outcome = over ? TransactionOutcome.ROLLED_BACK : TransactionOutcome.UNKNOWN;
            if (!over && e.errorCode == XAException.XAER_RMFAIL) {
                LOG.log(Level.WARNING, e.getMessage());
                untold.add(xid, false);
            }
            throw e;
        }
    }

    /** Managers ask for it as well where the connection was lost, and keep what they cannot have forgotten for ever. */
    @Override
    public void forget(Xid xid) throws XAException {
        if (decidedAlone) {
            call(() -> {
                driver.forget(xid);
                return xid;
            });
        }
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return call(() -> driver.recover(flags));
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return call(driver::getTransactionTimeout);
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return call(() -> driver.setTransactionTimeout(seconds));
    }

    /**
     * A bind has one connection in a transaction, so no branch is ever joined. Drivers must not be asked: MariaDB's says
     * yes for two binds on one database, and then refuses to join.
     */
    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }
}
