// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** The {@code driver} of {@code xa} binds in tests: that of their url, watched. Not API, but the pool has to make one. */
public final class WatchedXaDataSource implements XADataSource {

    private String url = "";
    private String user = "";
    private String password = "";
    private @Nullable XADataSource target;

    /** Made by the pool. */
    public WatchedXaDataSource() {}

    /** {@return the XA data source of a url's driver, if it is known} */
    static Optional<String> driverOf(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return Optional.of("org.h2.jdbcx.JdbcDataSource");
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return Optional.of("org.postgresql.xa.PGXADataSource");
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return Optional.of("org.mariadb.jdbc.MariaDbDataSource");
        }
        return url.startsWith("jdbc:mysql:") ? Optional.of("com.mysql.cj.jdbc.MysqlXADataSource") : Optional.empty();
    }

    /**
     * Called by the pool.
     *
     * @param url of the database
     */
    public void setUrl(String url) {
        this.url = url;
    }

    /**
     * Called by the pool.
     *
     * @param user who connects
     */
    public void setUser(String user) {
        this.user = user;
    }

    /**
     * Called by the pool.
     *
     * @param password of the user
     */
    public void setPassword(String password) {
        this.password = password;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return connect(user, password);
    }

    @Override
    public XAConnection getXAConnection(String otherUser, String otherPassword) throws SQLException {
        return connect(otherUser, otherPassword);
    }

    private XAConnection connect(String name, String secret) throws SQLException {
        BindWatch watch = Watches.of(url);
        if (watch == null) {
            throw new SQLException("No test is about " + url, "08001");
        }
        watch.fault().requireUp();
        PhysicalConnection physical = new PhysicalConnection(watch);
        XAConnection connection = name.isEmpty() ? target().getXAConnection() : target().getXAConnection(name, secret);
        return new Watched(connection, physical).as(XAConnection.class);
    }

    private synchronized XADataSource target() throws SQLException {
        if (target == null) {
            String name = driverOf(url).orElseThrow(() -> new SQLException("No XA driver is known for " + url));
            try {
                Object made = Class.forName(name, true, Thread.currentThread().getContextClassLoader())
                        .getDeclaredConstructor()
                        .newInstance();
                Method setter = null;
                for (Method method : made.getClass().getMethods()) {
                    if (method.getName().equalsIgnoreCase("setUrl") && method.getParameterCount() == 1) {
                        setter = method;
                    }
                }
                if (setter == null) {
                    throw new SQLException(name + " takes no url");
                }
                setter.invoke(made, url);
                target = (XADataSource) made;
            } catch (ReflectiveOperationException e) {
                throw new SQLException(name + " cannot be made", e);
            }
        }
        return target;
    }

    private static final class Watched extends Interposed {

        private final XAConnection connection;
        private final PhysicalConnection physical;

        Watched(XAConnection connection, PhysicalConnection physical) {
            super(connection);
            this.connection = connection;
            this.physical = physical;
        }

        @Override
        @Nullable
        Object answer(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
            if (method.getName().equals("close") && !physical.closesNow(connection::close)) {
                return null;
            }
            Object given = call(method, arguments);
            if (given instanceof Connection handle) {
                return WatchedConnection.of(handle, physical);
            }
            return given instanceof XAResource resource
                    ? new WatchedXaResource(resource, physical).as(XAResource.class)
                    : given;
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Nobody reads it.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // As long as the driver likes.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.bindkey.testing");
    }
}
