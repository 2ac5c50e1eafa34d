// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * A driver that writes down what its database sees: statements by their first word, and how transactions end. As {@code
 * binds.<key>.driver} it is made by a pool, by its class alone, so the notes are kept by url.
 */
public abstract class RecordedDatabase {

    private static final Map<String, Notes> NOTES = new ConcurrentHashMap<>();

    private final JdbcDataSource target = new JdbcDataSource();
    private String url = "";

    /** What one database saw. */
    static final class Notes {

        private final List<String> seen = new CopyOnWriteArrayList<>();
        private final AtomicReference<@Nullable SQLException> commitFailure = new AtomicReference<>();

        void clear() {
            seen.clear();
        }

        List<String> seen() {
            return List.copyOf(seen);
        }

        /** Lets the next commit fail, and roll back, as a database does that finds a violated constraint. */
        void failNextCommit(SQLException failure) {
            commitFailure.set(failure);
        }

        private void note(String what) {
            seen.add(what);
        }

        private boolean hasWritten() {
            return seen.contains("insert");
        }
    }

    static Notes of(String url) {
        return NOTES.computeIfAbsent(url, unknown -> new Notes());
    }

    /** Called by the pool. */
    public void setUrl(String url) {
        this.url = url;
        target.setURL(url);
    }

    private Notes notes() {
        return of(url);
    }

    /** For {@code jta} and {@code resource-local}. */
    public static class OnePhase extends RecordedDatabase implements DataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return recorded(super.target.getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    /** For {@code xa}. A branch that was only read has nothing to commit, and says so in its vote. */
    public static class TwoPhase extends RecordedDatabase implements XADataSource {

        @Override
        public XAConnection getXAConnection() throws SQLException {
            XAConnection connection = super.target.getXAConnection();
            return proxy(XAConnection.class, (method, args) -> switch (method.getName()) {
                case "getXAResource" -> recorded(connection.getXAResource());
                case "getConnection" -> recorded(connection.getConnection());
                default -> call(connection, method, args);
            });
        }

        @Override
        public XAConnection getXAConnection(String username, String password) throws SQLException {
            return getXAConnection();
        }

        private XAResource recorded(XAResource resource) {
            Notes notes = super.notes();
            return proxy(XAResource.class, (method, args) -> {
                switch (method.getName()) {
                    case "prepare" -> {
                        if (!notes.hasWritten()) {
                            notes.note("read-only");
                            resource.rollback((Xid) Objects.requireNonNull(args)[0]);
                            return XAResource.XA_RDONLY;
                        }
                        notes.note("prepare");
                    }
                    case "commit" -> {
                        notes.note(
                                Boolean.TRUE.equals(Objects.requireNonNull(args)[1]) ? "commit one phase" : "commit");
                        if (notes.commitFailure.getAndSet(null) != null) {
                            throw new XAException(XAException.XAER_RMFAIL);
                        }
                    }
                    case "start", "end", "rollback", "forget" -> notes.note(method.getName());
                    default -> {
                        // Nothing happens to the transaction.
                    }
                }
                return call(resource, method, args);
            });
        }
    }

    /** Without the ends of transactions when the resource has them. */
    final Connection recorded(Connection connection) {
        Notes notes = notes();
        return proxy(Connection.class, (method, args) -> {
            switch (method.getName()) {
                case "commit" -> {
                    notes.note("commit");
                    SQLException failure = notes.commitFailure.getAndSet(null);
                    if (failure != null) {
                        connection.rollback();
                        throw failure;
                    }
                }
                case "rollback" -> notes.note("rollback");
                default -> {
                    // Statements are seen when they run.
                }
            }
            Object result = call(connection, method, args);
            if (result instanceof PreparedStatement statement && args != null) {
                return recorded(statement, firstWord(String.valueOf(args[0])));
            }
            return result;
        });
    }

    private PreparedStatement recorded(PreparedStatement statement, String word) {
        Notes notes = notes();
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("execute")) {
                notes.note(word);
            }
            return call(statement, method, args);
        });
    }

    private static String firstWord(String sql) {
        return sql.split(" ", 2)[0];
    }

    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    public void setLogWriter(@Nullable PrintWriter out) {
        // Not wanted.
    }

    public void setLoginTimeout(int seconds) {
        // In memory there is nothing to wait for.
    }

    public int getLoginTimeout() {
        return 0;
    }

    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
