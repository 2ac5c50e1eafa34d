// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.doubt;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lists the last branch that a transaction manager has begun here as one in doubt, until it is told to roll it back.
 * Static, because a pool makes it by its class alone.
 */
public class DoubtfulDatabase implements XADataSource {

    private static volatile @Nullable Xid last;
    private static volatile @Nullable Xid inDoubt;
    private static volatile CountDownLatch resolved = new CountDownLatch(1);

    /** {@return what will be open when somebody has rolled the last branch back} */
    public static CountDownLatch doubtTheLastBranch() {
        resolved = new CountDownLatch(1);
        inDoubt = Objects.requireNonNull(last, "no branch yet");
        return resolved;
    }

    private final JdbcDataSource target = new JdbcDataSource();

    public void setUrl(String url) {
        target.setURL(url);
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return doubtful(target.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return doubtful(target.getXAConnection(user, password));
    }

    @Override
    public PrintWriter getLogWriter() {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        target.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() {
        return target.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        target.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    private static XAConnection doubtful(XAConnection connection) {
        return proxy(
                XAConnection.class,
                (proxy, method, args) -> method.getName().equals("getXAResource")
                        ? doubtful(connection.getXAResource())
                        : call(connection, method, args));
    }

    private static XAResource doubtful(XAResource database) {
        return proxy(XAResource.class, (proxy, method, args) -> {
            Xid doubt = inDoubt;
            switch (method.getName()) {
                case "start" -> last = (Xid) args[0];
                case "recover" -> {
                    return doubt == null ? new Xid[0] : new Xid[] {doubt};
                }
                case "rollback" -> {
                    if (doubt != null && doubt.equals(args[0])) {
                        inDoubt = null;
                        resolved.countDown();
                        return null;
                    }
                }
                default -> {}
            }
            return call(database, method, args);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(DoubtfulDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
