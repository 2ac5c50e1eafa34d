// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindUnavailableException;
import java.sql.SQLException;
import java.util.Arrays;
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

    private final Unit unit;
    private final RecoveryConnections connections;

    RecoveryResource(Unit unit, RecoveryConnections connections) {
        this.unit = unit;
        this.connections = connections;
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
        } catch (SQLException | BindUnavailableException e) {
            XAException failure = new XAException(XAException.XAER_RMFAIL);
            failure.initCause(e);
            throw failure;
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

    /** All at once, as every database answers; the end of the scan has nothing more. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        return connected(driver -> driver.recover(TMSTARTRSCAN | TMENDRSCAN));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        finish(XaStep.COMMIT, xid, driver -> {
            driver.commit(xid, onePhase);
            return xid;
        });
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
            if (e.errorCode == XAException.XAER_NOTA && isListed(xid)) {
                // MariaDB says so while a connection that it does not know to be lost still has the branch.
                XAException later = new XAException(XAException.XAER_RMFAIL);
                later.initCause(e);
                throw step.explain(unit, later, () -> false);
            }
            throw step.explain(unit, e, () -> false);
        }
    }

    private boolean isListed(Xid xid) throws XAException {
        return Arrays.stream(recover(TMSTARTRSCAN | TMENDRSCAN))
                .anyMatch(listed -> listed.getFormatId() == xid.getFormatId()
                        && Arrays.equals(listed.getGlobalTransactionId(), xid.getGlobalTransactionId())
                        && Arrays.equals(listed.getBranchQualifier(), xid.getBranchQualifier()));
    }

    @Override
    public void forget(Xid xid) throws XAException {
        connected(driver -> {
            driver.forget(xid);
            return xid;
        });
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
