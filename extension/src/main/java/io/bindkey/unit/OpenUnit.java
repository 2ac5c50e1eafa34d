// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.Pool;
import io.bindkey.provider.MappingModel;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;

/**
 * What an open unit holds.
 *
 * @param factory the provider's factory
 * @param applicationFactory the one that the application gets
 * @param dataSource the pool or the foreign data source, unguarded
 * @param applicationDataSource the one that the application gets
 * @param reading where what only reads gets its connections
 * @param mapping the provider's own model of the mapping
 * @param ownsDataSource whether the data source is closed with the unit
 */
record OpenUnit(
        EntityManagerFactory factory,
        EntityManagerFactory applicationFactory,
        DataSource dataSource,
        DataSource applicationDataSource,
        ReadingSource reading,
        MappingModel mapping,
        boolean ownsDataSource) {

    /** Closes the factory, then the pools, also when the first fails. */
    void close() {
        try {
            factory.close();
        } finally {
            try {
                reading.close();
            } finally {
                closeDataSource(dataSource, ownsDataSource);
            }
        }
    }

    static void closeDataSource(DataSource dataSource, boolean owned) {
        if (owned) {
            Pool.close(dataSource);
        }
    }
}
