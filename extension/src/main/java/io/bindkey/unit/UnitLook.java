// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings.Url;
import io.bindkey.config.PoolSettings;
import io.bindkey.config.ReplicaSettings;
import io.bindkey.database.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** A look at a database that changes nothing: its connections are for reading only, few, and beside those of the bind. */
public final class UnitLook implements AutoCloseable {

    /** A migration tool takes three at a time. */
    private static final int CONNECTIONS = 5;

    private final DataSource dataSource;
    private final boolean owned;

    private UnitLook(DataSource dataSource, boolean owned) {
        this.dataSource = dataSource;
        this.owned = owned;
    }

    /** {@return one by somebody else's data source} */
    static UnitLook by(DataSource foreign) {
        return new UnitLook(foreign, false);
    }

    /**
     * {@return one by connections of its own}
     *
     * @param patience for how long to wait for a connection
     */
    static UnitLook at(BindSettings bind, Url url, Class<?> driver, Duration patience) throws SQLException {
        PoolSettings few = new PoolSettings(
                0,
                CONNECTIONS,
                Optional.empty(),
                Optional.empty(),
                patience,
                Optional.empty(),
                false,
                Duration.ZERO,
                bind.pool().initialSql());
        BindSettings reading = bind.toReadFrom(new ReplicaSettings(bind.key(), url, few));
        return new UnitLook(Pool.openToRead(reading, url, driver), true);
    }

    /** {@return a connection, to be closed by the caller} */
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    /** {@return where its connections come from, for tools that want to know} */
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        OpenUnit.closeDataSource(dataSource, owned);
    }
}
