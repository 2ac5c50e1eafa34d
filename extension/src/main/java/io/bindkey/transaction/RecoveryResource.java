// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.database.RecoveryConnections;
import io.bindkey.unit.Unit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Shows a transaction manager's recovery the transactions that a database holds in doubt. Each call has a connection of
 * its own, outside of the pool, so that none is held between two scans.
 */
final class RecoveryResource implements XAResource {

    private static final Logger LOG = System.getLogger(RecoveryResource.class.getName());

    private final Unit unit;
    private final RecoveryConnections connections;
    private final UntoldBranches untold = new UntoldBranches();

    /** What was committed since the last scan, which has listed it before that. */
    private final Set<String> committed = ConcurrentHashMap.newKeySet();

    RecoveryResource(Unit unit, RecoveryConnections connections) {
        this.unit = unit;
        this.connections = connections;
    }

    UntoldBranches untold() {
        return untold;
    }

    boolean hasCommitted(Xid xid) {
        return committed.contains(UntoldBranches.nameOf(xid));
    }

    @FunctionalInterface
    private interface Call<T> {
        T run(XAResource driver) throws XAException;
    }

    private <T> T connected(Call<T> call) throws XAException {
        XAConnection connection = null;
        try {
            connection = connections.getRecoveryConnection();
            return call.run(connection.getXAResource());
        } catch (XAException | SQLException | RuntimeException e) {
            throw XaStep.withCode(e);
        } finally {
            close(connection);
        }
    }

    private static void close(@Nullable XAConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is lost already.
        }
    }

    /**
     * All at once, as every database answers; the end of the scan has nothing more. What this process itself has rolled
     * back is no longer in doubt, so nobody has to wait until it is old enough.
     */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        committed.clear();
        Xid[] listed = list();
        untold.seen(listed);
        return Arrays.stream(listed).filter(xid -> !isRolledBackNow(xid)).toArray(Xid[]::new);
    }

    private Xid[] list() throws XAException {
        return connected(driver -> driver.recover(TMSTARTRSCAN | TMENDRSCAN));
    }

    private boolean isRolledBackNow(Xid xid) {
        if (!untold.isToBeRolledBack(xid)) {
            return false;
        }
        try {
            rollback(xid);
            LOG.log(
                    Level.INFO,
                    "The database of bind ''{0}'' has rolled back a branch that it had promised",
                    unit.key());
            return true;
        } catch (XAException e) {
            LOG.log(Level.WARNING, e.getMessage());
            return false;
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        finish(XaStep.COMMIT, xid, driver -> {
            driver.commit(xid, onePhase);
            return xid;
        });
        committed.add(UntoldBranches.nameOf(xid));
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        finish(XaStep.ROLLBACK, xid, driver -> {
            driver.rollback(xid);
            return xid;
        });
    }

    private void finish(XaStep step, Xid xid, Call<Xid> call) throws XAException {
        try {
            connected(call);
        } catch (XAException e) {
            XAException explained = step.explain(unit, e, () -> false);
            if (explained.errorCode != XAException.XAER_NOTA) {
                if (explained.errorCode != XAException.XAER_RMFAIL) {
                    untold.told(xid);
                }
                throw explained;
            }
            if (isListed(xid)) {
                // MariaDB says so while a connection that it does not know to be lost still has the branch.
                XAException later = new XAException(XAException.XAER_RMFAIL);
                later.initCause(e);
                throw step.explain(unit, later, () -> false);
            }
            // The answer to an earlier attempt was lost, or somebody has ended it by hand.
            LOG.log(
                    Level.INFO,
                    "The database of bind ''{0}'' has ended a branch before recovery asked it to",
                    unit.key());
        }
        untold.told(xid);
    }

    /** {@return whether the database still has it, or does not tell} */
    private boolean isListed(Xid xid) {
        try {
            String name = UntoldBranches.nameOf(xid);
            return Arrays.stream(list()).map(UntoldBranches::nameOf).anyMatch(name::equals);
        } catch (XAException e) {
            return true;
        }
    }

    @Override
    public void forget(Xid xid) throws XAException {
        try {
            connected(driver -> {
                driver.forget(xid);
                return xid;
            });
        } catch (XAException e) {
            // Databases that decide nothing by themselves have nothing to forget, and say so.
            if (e.errorCode != XAException.XAER_NOTA) {
                throw e;
            }
        }
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        throw new XAException(XAException.XAER_PROTO);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        throw new XAException(XAException.XAER_PROTO);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        throw new XAException(XAException.XAER_PROTO);
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
