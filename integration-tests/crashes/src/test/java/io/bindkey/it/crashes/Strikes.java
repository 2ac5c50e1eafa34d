// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection be killed inside of the call that ends a transaction. Static, because a pool makes drivers and data
 * sources by their class alone; by thread, because each ends its own transactions.
 */
final class Strikes {

    private static final ThreadLocal<@Nullable Strike> NEXT = new ThreadLocal<>();

    /** Kills a session. */
    interface Weapon {
        void kill(long session) throws InterruptedException;
    }

    private record Strike(Product product, Phase phase, Weapon weapon) {}

    private interface Call {
        @Nullable
        Object run() throws Throwable;
    }

    /** What the driver says when it misses its database. */
    private interface Silence {
        Exception exception() throws SQLException;
    }

    private Strikes() {}

    /** Strikes when the calling thread ends a transaction, once. */
    static void next(Product product, Phase phase, Weapon weapon) {
        NEXT.set(new Strike(product, phase, weapon));
    }

    /** Forgets a strike whose moment has not come. */
    static void none() {
        NEXT.remove();
    }

    static Connection watched(Product product, Connection driver) {
        return proxy(
                Connection.class,
                (method, args) -> method.getName().equals("commit")
                        ? commit(product, () -> driver, () -> call(driver, method, args), () -> complaint(driver))
                        : call(driver, method, args));
    }

    static XAConnection watched(Product product, XAConnection driver) {
        if (Proxy.isProxyClass(driver.getClass())) {
            // A driver that implements one of its methods by the other.
            return driver;
        }
        XAConnection protocol = Protocol.watched(driver);
        AtomicReference<@Nullable Connection> handle = new AtomicReference<>();
        Supplier<Connection> session = () -> Objects.requireNonNull(handle.get());
        return proxy(XAConnection.class, (method, args) -> {
            Object result = call(protocol, method, args);
            if (result instanceof Connection connection) {
                handle.set(connection);
            }
            return result instanceof XAResource resource ? watched(product, resource, session) : result;
        });
    }

    private static XAResource watched(Product product, XAResource driver, Supplier<Connection> session) {
        return proxy(XAResource.class, (method, args) -> {
            Call call = () -> call(driver, method, args);
            Silence silence = () -> complaint(call, session.get());
            return switch (method.getName()) {
                case "prepare" -> prepare(product, session, call, silence);
                case "commit" -> commit(product, session, call, silence);
                default -> call.run();
            };
        });
    }

    private static @Nullable Object prepare(Product product, Supplier<Connection> session, Call call, Silence silence)
            throws Throwable {
        if (strikes(product, session, Phase.PREPARING)) {
            return call.run();
        }
        Object vote = call.run();
        if (strikes(product, session, Phase.PROMISE_LOST)) {
            throw silence.exception();
        }
        strikes(product, session, Phase.PROMISED);
        return vote;
    }

    private static @Nullable Object commit(Product product, Supplier<Connection> session, Call call, Silence silence)
            throws Throwable {
        if (strikes(product, session, Phase.COMMITTING)) {
            return call.run();
        }
        Object result = call.run();
        if (strikes(product, session, Phase.ANSWER_LOST)) {
            throw silence.exception();
        }
        return result;
    }

    private static boolean strikes(Product product, Supplier<Connection> session, Phase phase) throws Exception {
        Strike strike = NEXT.get();
        if (strike == null || strike.product() != product || strike.phase() != phase) {
            return false;
        }
        NEXT.remove();
        strike.weapon().kill(Product.sessionOf(session.get()));
        return true;
    }

    private static SQLException complaint(Connection lost) {
        try (Statement statement = lost.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            return e;
        }
        throw new IllegalStateException("A session that was killed answers");
    }

    /** The driver's own exception, where it sends the same command again. */
    private static XAException complaint(Call call, Connection lost) {
        try {
            call.run();
        } catch (XAException e) {
            if (e.getCause() instanceof SQLException) {
                return e;
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        // PostgreSQL's driver sends no second "prepare transaction"; this is what it makes of a lost first one.
        XAException failure = new XAException(XAException.XAER_RMFAIL);
        failure.initCause(complaint(lost));
        return failure;
    }
}
