// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** A pool whose connections are for transactions that begin now, or for something else. */
final class BeginningDataSource extends DelegatingDataSource {

    private final PoolWatch pool;
    private final BooleanSupplier begins;

    /** @param begins whether the calling thread is about to begin a transaction on the connection that it takes */
    BeginningDataSource(PoolWatch pool, BooleanSupplier begins) {
        super(pool);
        this.pool = pool;
        this.begins = begins;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return begins.getAsBoolean() ? pool.getConnectionToBegin() : pool.getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return pool.getConnection(username, password);
    }
}
