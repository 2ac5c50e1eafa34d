// SPDX-License-Identifier: Apache-2.0
package io.bindkey.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** A prepared statement that leaves everything to another one, and lets an observer know what matters. */
@SuppressWarnings(
        "NullAway") // As DelegatingConnection: its contract is that of JDBC, which says of nothing whether it may be
// null.
public class WatchedPreparedStatement extends WatchedStatement implements PreparedStatement {

    private final PreparedStatement target;
    private final StatementObserver observer;

    /**
     * Creates it.
     *
     * @param target does the work
     * @param observer hears of it
     */
    public WatchedPreparedStatement(PreparedStatement target, StatementObserver observer) {
        super(target, observer);
        this.target = target;
        this.observer = observer;
    }

    @Override
    public void addBatch() throws SQLException {
        observer.add();
        target.addBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        target.clearParameters();
    }

    @Override
    public boolean execute() throws SQLException {
        return observer.execute(null, target::execute);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return observer.execute(null, target::executeLargeUpdate);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return observer.results(observer.execute(null, target::executeQuery));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return observer.execute(null, target::executeUpdate);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return target.getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return target.getParameterMetaData();
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        observer.bind(index, value);
        target.setArray(index, value);
    }

    @Override
    public void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        observer.bind(index, value);
        target.setAsciiStream(index, value, length);
    }

    @Override
    public void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        observer.bind(index, value);
        target.setAsciiStream(index, value, length);
    }

    @Override
    public void setAsciiStream(int index, InputStream value) throws SQLException {
        observer.bind(index, value);
        target.setAsciiStream(index, value);
    }

    @Override
    public void setBigDecimal(int index, BigDecimal value) throws SQLException {
        observer.bind(index, value);
        target.setBigDecimal(index, value);
    }

    @Override
    public void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        observer.bind(index, value);
        target.setBinaryStream(index, value, length);
    }

    @Override
    public void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        observer.bind(index, value);
        target.setBinaryStream(index, value, length);
    }

    @Override
    public void setBinaryStream(int index, InputStream value) throws SQLException {
        observer.bind(index, value);
        target.setBinaryStream(index, value);
    }

    @Override
    public void setBlob(int index, InputStream value, long length) throws SQLException {
        observer.bind(index, value);
        target.setBlob(index, value, length);
    }

    @Override
    public void setBlob(int index, InputStream value) throws SQLException {
        observer.bind(index, value);
        target.setBlob(index, value);
    }

    @Override
    public void setBlob(int index, Blob value) throws SQLException {
        observer.bind(index, value);
        target.setBlob(index, value);
    }

    @Override
    public void setBoolean(int index, boolean value) throws SQLException {
        observer.bind(index, value);
        target.setBoolean(index, value);
    }

    @Override
    public void setByte(int index, byte value) throws SQLException {
        observer.bind(index, value);
        target.setByte(index, value);
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        observer.bind(index, value);
        target.setBytes(index, value);
    }

    @Override
    public void setCharacterStream(int index, Reader value, int length) throws SQLException {
        observer.bind(index, value);
        target.setCharacterStream(index, value, length);
    }

    @Override
    public void setCharacterStream(int index, Reader value, long length) throws SQLException {
        observer.bind(index, value);
        target.setCharacterStream(index, value, length);
    }

    @Override
    public void setCharacterStream(int index, Reader value) throws SQLException {
        observer.bind(index, value);
        target.setCharacterStream(index, value);
    }

    @Override
    public void setClob(int index, Reader value, long length) throws SQLException {
        observer.bind(index, value);
        target.setClob(index, value, length);
    }

    @Override
    public void setClob(int index, Reader value) throws SQLException {
        observer.bind(index, value);
        target.setClob(index, value);
    }

    @Override
    public void setClob(int index, Clob value) throws SQLException {
        observer.bind(index, value);
        target.setClob(index, value);
    }

    @Override
    public void setDate(int index, Date value, Calendar calendar) throws SQLException {
        observer.bind(index, value);
        target.setDate(index, value, calendar);
    }

    @Override
    public void setDate(int index, Date value) throws SQLException {
        observer.bind(index, value);
        target.setDate(index, value);
    }

    @Override
    public void setDouble(int index, double value) throws SQLException {
        observer.bind(index, value);
        target.setDouble(index, value);
    }

    @Override
    public void setFloat(int index, float value) throws SQLException {
        observer.bind(index, value);
        target.setFloat(index, value);
    }

    @Override
    public void setInt(int index, int value) throws SQLException {
        observer.bind(index, value);
        target.setInt(index, value);
    }

    @Override
    public void setLong(int index, long value) throws SQLException {
        observer.bind(index, value);
        target.setLong(index, value);
    }

    @Override
    public void setNCharacterStream(int index, Reader value, long length) throws SQLException {
        observer.bind(index, value);
        target.setNCharacterStream(index, value, length);
    }

    @Override
    public void setNCharacterStream(int index, Reader value) throws SQLException {
        observer.bind(index, value);
        target.setNCharacterStream(index, value);
    }

    @Override
    public void setNClob(int index, Reader value, long length) throws SQLException {
        observer.bind(index, value);
        target.setNClob(index, value, length);
    }

    @Override
    public void setNClob(int index, Reader value) throws SQLException {
        observer.bind(index, value);
        target.setNClob(index, value);
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        observer.bind(index, value);
        target.setNClob(index, value);
    }

    @Override
    public void setNString(int index, String value) throws SQLException {
        observer.bind(index, value);
        target.setNString(index, value);
    }

    @Override
    public void setNull(int index, int sqlType, String typeName) throws SQLException {
        observer.bind(index, null);
        target.setNull(index, sqlType, typeName);
    }

    @Override
    public void setNull(int index, int sqlType) throws SQLException {
        observer.bind(index, null);
        target.setNull(index, sqlType);
    }

    @Override
    public void setObject(int index, Object value, int sqlType, int scale) throws SQLException {
        observer.bind(index, value);
        target.setObject(index, value, sqlType, scale);
    }

    @Override
    public void setObject(int index, Object value, int sqlType) throws SQLException {
        observer.bind(index, value);
        target.setObject(index, value, sqlType);
    }

    @Override
    public void setObject(int index, Object value, SQLType sqlType, int scale) throws SQLException {
        observer.bind(index, value);
        target.setObject(index, value, sqlType, scale);
    }

    @Override
    public void setObject(int index, Object value, SQLType sqlType) throws SQLException {
        observer.bind(index, value);
        target.setObject(index, value, sqlType);
    }

    @Override
    public void setObject(int index, Object value) throws SQLException {
        observer.bind(index, value);
        target.setObject(index, value);
    }

    @Override
    public void setRef(int index, Ref value) throws SQLException {
        observer.bind(index, value);
        target.setRef(index, value);
    }

    @Override
    public void setRowId(int index, RowId value) throws SQLException {
        observer.bind(index, value);
        target.setRowId(index, value);
    }

    @Override
    public void setSQLXML(int index, SQLXML value) throws SQLException {
        observer.bind(index, value);
        target.setSQLXML(index, value);
    }

    @Override
    public void setShort(int index, short value) throws SQLException {
        observer.bind(index, value);
        target.setShort(index, value);
    }

    @Override
    public void setString(int index, String value) throws SQLException {
        observer.bind(index, value);
        target.setString(index, value);
    }

    @Override
    public void setTime(int index, Time value, Calendar calendar) throws SQLException {
        observer.bind(index, value);
        target.setTime(index, value, calendar);
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        observer.bind(index, value);
        target.setTime(index, value);
    }

    @Override
    public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
        observer.bind(index, value);
        target.setTimestamp(index, value, calendar);
    }

    @Override
    public void setTimestamp(int index, Timestamp value) throws SQLException {
        observer.bind(index, value);
        target.setTimestamp(index, value);
    }

    @Override
    public void setURL(int index, URL value) throws SQLException {
        observer.bind(index, value);
        target.setURL(index, value);
    }

    @Deprecated
    @Override
    public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        observer.bind(index, value);
        target.setUnicodeStream(index, value, length);
    }
}
