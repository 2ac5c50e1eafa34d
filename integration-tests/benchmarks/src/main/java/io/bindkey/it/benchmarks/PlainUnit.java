// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A persistence unit without BindKey, on the same provider, pool and database. */
record PlainUnit(AgroalDataSource pool, EntityManagerFactory factory) implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static PlainUnit open() {
        return open(pool -> pool);
    }

    /**
     * Opens it.
     *
     * @param between what stands between the pool and the provider
     */
    static PlainUnit open(UnaryOperator<DataSource> between) {
        AgroalDataSource pool = pool("jdbc:h2:mem:plain" + DATABASES.incrementAndGet());
        return new PlainUnit(
                pool,
                new PersistenceConfiguration("plain")
                        .managedClass(Note.class)
                        .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                        .property("jakarta.persistence.nonJtaDataSource", between.apply(pool))
                        .property("jakarta.persistence.schema-generation.database.action", "create")
                        .createEntityManagerFactory());
    }

    private static AgroalDataSource pool(String url) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(10)
                        .minSize(1)
                        .initialSize(1)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
