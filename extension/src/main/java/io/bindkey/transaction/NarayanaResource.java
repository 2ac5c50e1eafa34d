// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jboss.tm.XAResourceWrapper;

/**
 * A resource with a name that outlives this process. The log keeps the name: after a crash, a branch that its database
 * does not list any more is known to be done only when the database of that name has been asked.
 *
 * <p>It knows nothing of BindKey, for on WildFly it is defined beside Narayana. No dynamic proxy: those are serializable,
 * and what is serializable Narayana writes into its log.
 */
class NarayanaResource implements XAResourceWrapper {

    private final String name;
    private final XAResource resource;

    NarayanaResource(String name, XAResource resource) {
        this.name = name;
        this.resource = resource;
    }

    @Override
    public String getJndiName() {
        return name;
    }

    @Override
    public String getProductName() {
        return "BindKey";
    }

    @Override
    public String getProductVersion() {
        return "";
    }

    @Override
    public XAResource getResource() {
        return resource;
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        resource.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        resource.end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return resource.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        resource.commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        resource.rollback(xid);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        resource.forget(xid);
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        return resource.recover(flags);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return resource.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return resource.setTransactionTimeout(seconds);
    }

    /** {@return the name, for the manager's log messages} */
    @Override
    public String toString() {
        return name;
    }
}
