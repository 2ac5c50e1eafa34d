// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.reflect.Method;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** The XA resource of the driver, watched and disturbed. */
final class WatchedXaResource extends Interposed {

    private final XAResource target;
    private final PhysicalConnection physical;

    WatchedXaResource(XAResource target, PhysicalConnection physical) {
        super(target);
        this.target = target;
        this.physical = physical;
    }

    @Override
    @Nullable
    Object answer(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        if (method.getName().equals("isSameRM")) {
            return call(method, new @Nullable Object[] {bare(arguments[0])});
        }
        if (physical.isLost()) {
            throw Fault.xa(XAException.XAER_RMFAIL, "The test has this connection lost");
        }
        return switch (method.getName()) {
            case "prepare" -> prepare(method, arguments);
            case "commit" -> {
                commit((Xid) arguments[0], Boolean.TRUE.equals(arguments[1]));
                yield null;
            }
            case "rollback" -> {
                Object nothing = call(method, arguments);
                physical.rolledBack();
                yield nothing;
            }
            default -> call(method, arguments);
        };
    }

    private @Nullable Object prepare(Method method, @Nullable Object[] arguments) throws Throwable {
        if (physical.fault().refusesToPrepare()) {
            target.rollback((Xid) arguments[0]);
            physical.rolledBack();
            throw Fault.xa(XAException.XA_RBINTEGRITY, "The test has this commit refused");
        }
        return call(method, arguments);
    }

    private void commit(@Nullable Xid xid, boolean onePhase) throws XAException {
        switch (physical.fault().nextCommit()) {
            case NOTHING -> {
                target.commit(xid, onePhase);
                physical.committed();
            }
            case LOST_BEFORE -> {
                if (onePhase) {
                    target.rollback(xid);
                    physical.lose();
                } else {
                    physical.losePrepared(() -> {
                        target.commit(xid, false);
                        physical.committed();
                    });
                }
                throw Fault.xa(XAException.XAER_RMFAIL, "The test has this connection lost");
            }
            case LOST_AFTER -> {
                target.commit(xid, onePhase);
                physical.committed();
                physical.lose();
                throw Fault.xa(XAException.XAER_RMFAIL, "The test has this connection lost");
            }
            case REFUSED -> {
                target.rollback(xid);
                physical.rolledBack();
                throw Fault.xa(XAException.XA_RBINTEGRITY, "The test has this commit refused");
            }
        }
    }
}
