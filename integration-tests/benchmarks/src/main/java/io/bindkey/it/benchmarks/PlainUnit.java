// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.bindkey.it.databases.PhysicalDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

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
        AgroalDataSource pool = pool(freshH2(), null, TransactionIntegration.none());
        return resourceLocal(Note.class, pool, between.apply(pool));
    }

    static PlainUnit of(Class<?> entity) {
        AgroalDataSource pool = pool(freshH2(), null, TransactionIntegration.none());
        return resourceLocal(entity, pool, pool);
    }

    /** On PostgreSQL, with a table that replaces the one that may be there. */
    static PlainUnit on(PhysicalDatabase database) {
        database.execute("drop table if exists Note");
        AgroalDataSource pool = pool(database, null, TransactionIntegration.none());
        return resourceLocal(Note.class, pool, pool);
    }

    private static PlainUnit resourceLocal(Class<?> entity, AgroalDataSource pool, DataSource dataSource) {
        return new PlainUnit(
                pool,
                configuration(entity)
                        .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                        .property("jakarta.persistence.nonJtaDataSource", dataSource)
                        .createEntityManagerFactory());
    }

    /** Under Narayana, with what the provider and the pool have for it. */
    static PlainUnit jta(Class<?> entity) {
        return jta(entity, null);
    }

    /** The same with two-phase commit. */
    static PlainUnit xa(Class<?> entity) {
        return jta(entity, JdbcDataSource.class);
    }

    private static PlainUnit jta(Class<?> entity, @Nullable Class<?> xa) {
        AgroalDataSource pool = pool(
                freshH2(),
                xa,
                new NarayanaTransactionIntegration(
                        TransactionManager.transactionManager(),
                        jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry()));
        return new PlainUnit(
                pool,
                configuration(entity)
                        .transactionType(PersistenceUnitTransactionType.JTA)
                        .property("jakarta.persistence.jtaDataSource", pool)
                        .property("hibernate.transaction.jta.platform", "Narayana")
                        .createEntityManagerFactory());
    }

    private static PhysicalDatabase freshH2() {
        return PhysicalDatabase.of("jdbc:h2:mem:plain" + DATABASES.incrementAndGet());
    }

    private static PersistenceConfiguration configuration(Class<?> entity) {
        return new PersistenceConfiguration("plain")
                .managedClass(entity)
                .property("jakarta.persistence.schema-generation.database.action", "create");
    }

    /** @param xa the driver's class for two-phase commit, or null for that of the url */
    private static AgroalDataSource pool(
            PhysicalDatabase database, @Nullable Class<?> xa, TransactionIntegration transactions) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(10)
                        .minSize(1)
                        .initialSize(1)
                        .transactionIntegration(transactions)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.url())
                                .connectionProviderClass(xa)
                                .principal(new NamePrincipal(database.username()))
                                .credential(new SimplePassword(database.password()))));
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
