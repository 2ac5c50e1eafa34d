// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.agroal.api.transaction.TransactionAware;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** The driver's XA resource, which tells the pool's connection what happens to it. */
final class XaBranch implements XAResource {

    private final TransactionAware connection;
    private final XAResource driver;

    XaBranch(TransactionAware connection, XAResource driver) {
        this.connection = connection;
        this.driver = driver;
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws XAException;
    }

    /** A connection that failed in the protocol is not used again. */
    private <T> T call(Call<T> call) throws XAException {
        try {
            return call.run();
        } catch (XAException e) {
            connection.setFlushOnly();
            throw e;
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        call(() -> {
            driver.start(xid, flags);
            return xid;
        });
        try {
            connection.transactionStart();
        } catch (SQLException e) {
            connection.setFlushOnly();
            XAException failure = new XAException(XAException.XAER_RMERR);
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        call(() -> {
            driver.end(xid, flags);
            return xid;
        });
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        connection.transactionBeforeCompletion(true);
        return call(() -> driver.prepare(xid));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        connection.transactionBeforeCompletion(true);
        call(() -> {
            driver.commit(xid, onePhase);
            return xid;
        });
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        connection.transactionBeforeCompletion(false);
        call(() -> {
            driver.rollback(xid);
            return xid;
        });
    }

    @Override
    public void forget(Xid xid) throws XAException {
        call(() -> {
            driver.forget(xid);
            return xid;
        });
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

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return call(() -> driver.isSameRM(other instanceof XaBranch branch ? branch.driver : other));
    }
}
