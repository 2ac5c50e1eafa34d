// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.Pool;
import io.bindkey.database.Product;
import io.bindkey.database.ReadingConnection;
import io.bindkey.database.StatementWatch;
import io.bindkey.provider.MappingModel;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What an open unit holds.
 *
 * @param factory the provider's factory
 * @param applicationFactory the one that the application gets
 * @param dataSource the pool or the foreign data source, unguarded
 * @param applicationDataSource the one that the application gets
 * @param watch sees the statements
 * @param mapping the provider's own model of the mapping
 * @param ownsDataSource whether the data source is closed with the unit
 */
record OpenUnit(
        EntityManagerFactory factory,
        EntityManagerFactory applicationFactory,
        DataSource dataSource,
        DataSource applicationDataSource,
        StatementWatch watch,
        MappingModel mapping,
        boolean ownsDataSource) {

    /** As {@link ReadingUnit#connect()}. */
    ReadingConnection connectToRead(Product product, boolean madeForReading) throws SQLException {
        return ReadingConnection.begin(dataSource.getConnection(), product, madeForReading, watch);
    }

    /** Closes the factory, then the pool, also when the first fails. */
    void close() {
        try {
            factory.close();
        } finally {
            closeDataSource(dataSource, ownsDataSource);
        }
    }

    static void closeDataSource(DataSource dataSource, boolean owned) {
        if (owned) {
            Pool.close(dataSource);
        }
    }
}
