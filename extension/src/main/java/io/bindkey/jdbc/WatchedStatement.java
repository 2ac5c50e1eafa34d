// SPDX-License-Identifier: Apache-2.0
package io.bindkey.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A statement that leaves everything to another one, and lets an observer know what matters. */
@SuppressWarnings(
        "NullAway") // As DelegatingConnection: its contract is that of JDBC, which says of nothing whether it may be
// null.
public class WatchedStatement implements Statement {

    private final Statement target;
    private final StatementObserver observer;

    /**
     * Creates it.
     *
     * @param target does the work
     * @param observer hears of it
     */
    public WatchedStatement(Statement target, StatementObserver observer) {
        this.target = target;
        this.observer = observer;
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        observer.add(sql);
        target.addBatch(observer.text(sql));
    }

    @Override
    public void cancel() throws SQLException {
        target.cancel();
    }

    @Override
    public void clearBatch() throws SQLException {
        observer.clear();
        target.clearBatch();
    }

    @Override
    public void clearWarnings() throws SQLException {
        target.clearWarnings();
    }

    @Override
    public void close() throws SQLException {
        try {
            observer.close();
        } finally {
            target.close();
        }
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        target.closeOnCompletion();
    }

    @Override
    public String enquoteIdentifier(String name, boolean value) throws SQLException {
        return target.enquoteIdentifier(name, value);
    }

    @Override
    public String enquoteLiteral(String name) throws SQLException {
        return target.enquoteLiteral(name);
    }

    @Override
    public String enquoteNCharLiteral(String name) throws SQLException {
        return target.enquoteNCharLiteral(name);
    }

    @Override
    public boolean execute(String sql, int[] columnIndexes) throws SQLException {
        return observer.execute(sql, () -> target.execute(observer.text(sql), columnIndexes));
    }

    @Override
    public boolean execute(String sql, String[] columnNames) throws SQLException {
        return observer.execute(sql, () -> target.execute(observer.text(sql), columnNames));
    }

    @Override
    public boolean execute(String sql, int keys) throws SQLException {
        return observer.execute(sql, () -> target.execute(observer.text(sql), keys));
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return observer.execute(sql, () -> target.execute(observer.text(sql)));
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return observer.execute(null, target::executeBatch);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return observer.execute(null, target::executeLargeBatch);
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return observer.execute(sql, () -> target.executeLargeUpdate(observer.text(sql), columnIndexes));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columnNames) throws SQLException {
        return observer.execute(sql, () -> target.executeLargeUpdate(observer.text(sql), columnNames));
    }

    @Override
    public long executeLargeUpdate(String sql, int keys) throws SQLException {
        return observer.execute(sql, () -> target.executeLargeUpdate(observer.text(sql), keys));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return observer.execute(sql, () -> target.executeLargeUpdate(observer.text(sql)));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return observer.results(observer.execute(sql, () -> target.executeQuery(observer.text(sql))));
    }

    @Override
    public int executeUpdate(String sql, int[] columnIndexes) throws SQLException {
        return observer.execute(sql, () -> target.executeUpdate(observer.text(sql), columnIndexes));
    }

    @Override
    public int executeUpdate(String sql, String[] columnNames) throws SQLException {
        return observer.execute(sql, () -> target.executeUpdate(observer.text(sql), columnNames));
    }

    @Override
    public int executeUpdate(String sql, int keys) throws SQLException {
        return observer.execute(sql, () -> target.executeUpdate(observer.text(sql), keys));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return observer.execute(sql, () -> target.executeUpdate(observer.text(sql)));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return observer.connection();
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return target.getFetchDirection();
    }

    @Override
    public int getFetchSize() throws SQLException {
        return target.getFetchSize();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return target.getGeneratedKeys();
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        return target.getLargeMaxRows();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return target.getLargeUpdateCount();
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        return target.getMaxFieldSize();
    }

    @Override
    public int getMaxRows() throws SQLException {
        return target.getMaxRows();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return target.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int value) throws SQLException {
        return target.getMoreResults(value);
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        return target.getQueryTimeout();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return observer.results(target.getResultSet());
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        return target.getResultSetConcurrency();
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return target.getResultSetHoldability();
    }

    @Override
    public int getResultSetType() throws SQLException {
        return target.getResultSetType();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return target.getUpdateCount();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return target.getWarnings();
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        return target.isCloseOnCompletion();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return target.isClosed();
    }

    @Override
    public boolean isPoolable() throws SQLException {
        return target.isPoolable();
    }

    @Override
    public boolean isSimpleIdentifier(String name) throws SQLException {
        return target.isSimpleIdentifier(name);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(target) || target.isWrapperFor(type);
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        target.setCursorName(name);
    }

    @Override
    public void setEscapeProcessing(boolean value) throws SQLException {
        target.setEscapeProcessing(value);
    }

    @Override
    public void setFetchDirection(int value) throws SQLException {
        target.setFetchDirection(value);
    }

    @Override
    public void setFetchSize(int value) throws SQLException {
        target.setFetchSize(value);
    }

    @Override
    public void setLargeMaxRows(long value) throws SQLException {
        target.setLargeMaxRows(value);
    }

    @Override
    public void setMaxFieldSize(int value) throws SQLException {
        target.setMaxFieldSize(value);
    }

    @Override
    public void setMaxRows(int value) throws SQLException {
        target.setMaxRows(value);
    }

    @Override
    public void setPoolable(boolean value) throws SQLException {
        target.setPoolable(value);
    }

    @Override
    public void setQueryTimeout(int value) throws SQLException {
        target.setQueryTimeout(value);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
    }
}
