// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections ask before each writing statement, and log statements where that is wanted. */
public final class GuardedDataSource extends DelegatingDataSource {

    private final StatementWatch watch;
    private final WriteChecks writeChecks;
    private final ConnectionWatch connecting;

    /**
     * @param watch sees the statements
     * @param connecting hears of each connection that is asked for
     */
    public GuardedDataSource(
            DataSource target, StatementWatch watch, WriteChecks writeChecks, ConnectionWatch connecting) {
        super(target);
        this.watch = watch;
        this.writeChecks = writeChecks;
        this.connecting = connecting;
    }

    @Override
    public Connection getConnection() throws SQLException {
        connecting.before();
        Connection connection;
        try {
            connection = target().getConnection();
        } catch (SQLException e) {
            throw connecting.failed(e);
        }
        return guard(connection);
    }

    /** Nobody is the one whom the data source is for: so Hibernate asks where the login of the JVM was kept from it. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        if (username.isEmpty()) {
            return getConnection();
        }
        connecting.before();
        return guard(target().getConnection(username, password));
    }

    private Connection guard(Connection connection) {
        return new GuardedConnection(connection, watch, writeChecks.of(connection));
    }
}
