// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Watches the XA resources of both drivers, and does something when the next transaction comes to a point. Static,
 * because a pool makes the data sources by their class alone.
 */
final class Protocol {

    private static final AtomicInteger ENDS = new AtomicInteger();
    private static final AtomicInteger PREPARES = new AtomicInteger();
    private static final AtomicInteger COMMITS = new AtomicInteger();
    private static final AtomicReference<@Nullable Interruption> NEXT = new AtomicReference<>();

    private record Interruption(Point point, Runnable action) {}

    private Protocol() {}

    /** Interrupts the next transaction, once. */
    static void interruptAt(Point point, Runnable action) {
        ENDS.set(0);
        PREPARES.set(0);
        COMMITS.set(0);
        NEXT.set(new Interruption(point, action));
    }

    private static boolean reached(Point point) {
        Interruption next = NEXT.get();
        if (next != null && next.point() == point && NEXT.compareAndSet(next, null)) {
            next.action().run();
            return true;
        }
        return false;
    }

    /** As MariaDB's driver has it: without a code. */
    private static void unanswered(Point point) throws XAException {
        if (reached(point)) {
            throw new XAException("The answer is lost");
        }
    }

    static XAConnection watched(XAConnection connection) {
        if (Proxy.isProxyClass(connection.getClass())) {
            // A driver that implements one of its methods by the other.
            return connection;
        }
        return proxy(
                XAConnection.class,
                (method, args) -> method.getName().equals("getXAResource")
                        ? watched(connection.getXAResource())
                        : call(connection, method, args));
    }

    private static XAResource watched(XAResource driver) {
        return proxy(XAResource.class, (method, args) -> {
            before(method.getName());
            Object result = call(driver, method, args);
            after(method.getName());
            return result;
        });
    }

    private static void before(String call) {
        if (call.equals("end") && ENDS.incrementAndGet() == 1) {
            reached(Point.BEFORE_END);
        } else if (call.equals("prepare")) {
            reached(PREPARES.incrementAndGet() == 1 ? Point.BEFORE_PREPARE : Point.BETWEEN_PREPARES);
        } else if (call.equals("commit")) {
            reached(COMMITS.incrementAndGet() == 1 ? Point.BEFORE_COMMITS : Point.BETWEEN_COMMITS);
        }
    }

    private static void after(String call) throws XAException {
        if (call.equals("prepare") && PREPARES.get() == 1) {
            unanswered(Point.PROMISE_UNANSWERED);
        } else if (call.equals("prepare") && PREPARES.get() == 2) {
            reached(Point.BEFORE_DECISION);
        } else if (call.equals("commit") && COMMITS.get() == 1) {
            unanswered(Point.COMMIT_UNANSWERED);
        } else if (call.equals("commit") && COMMITS.get() == 2) {
            reached(Point.BEFORE_LOG_IS_FORGOTTEN);
        }
    }
}
