// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.PoolFigures;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.PoolSettings;
import io.bindkey.message.UnitProblem;
import io.bindkey.telemetry.BindTelemetry;
import io.bindkey.telemetry.PoolGauges;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the Agroal pool of a bind that is given as a url. */
public final class Pool {

    private static final Duration BACKGROUND_VALIDATION = Duration.ofMinutes(1);
    private static final int VALIDATION_PATIENCE = 2;

    private Pool() {}

    /**
     * Opens it.
     *
     * @param bind that it is for
     * @param database that it connects to
     * @param connections the driver class
     * @param transactions in which its connections take part
     * @param recovery that gets to know an XA pool, null for any other
     * @param telemetry hears of its connections
     * @throws SQLException when the pool, or the database of an XA pool, refuses
     * @throws UnitProblem when the database does not know two-phase commit
     */
    public static DataSource open(
            BindSettings bind,
            DatabaseSettings.Url database,
            Class<?> connections,
            PoolTransactions transactions,
            @Nullable PoolRecovery recovery,
            BindTelemetry telemetry)
            throws SQLException {
        PoolCounts counts = new PoolCounts(bind.pool(), telemetry);
        PoolIntegration integration = new PoolIntegration(transactions, recovery, counts);
        boolean none = transactions == PoolTransactions.NONE && recovery == null;
        AgroalDataSource pool = open(
                bind,
                database,
                connections,
                none ? TransactionIntegration.none() : integration,
                new PoolListener(bind, telemetry, counts));
        if (recovery != null) {
            try {
                new XaCheck(bind, recovery.isOn()).check(integration.recoveryConnections());
            } catch (SQLException | RuntimeException e) {
                pool.close();
                throw e;
            }
        }
        telemetry.pool(bind.key(), counts);
        return new PoolWatch(pool, bind.pool().acquisitionTimeout(), telemetry, counts);
    }

    /**
     * Opens one whose connections only read, without asking the database.
     *
     * @param bind as it is for the database, for reading only
     */
    public static DataSource openToRead(BindSettings bind, DatabaseSettings.Url database, Class<?> connections)
            throws SQLException {
        PoolCounts counts = new PoolCounts(bind.pool(), BindTelemetry.NONE);
        AgroalDataSource pool = open(
                bind,
                database,
                connections,
                TransactionIntegration.none(),
                new PoolListener(bind, BindTelemetry.NONE, counts));
        return new PoolWatch(pool, bind.pool().acquisitionTimeout(), BindTelemetry.NONE, counts);
    }

    /**
     * {@return what was opened here, for a provider that begins transactions on some of its connections} Where it costs nothing
     * to change the mode of a connection at the beginning and at the end of each, it stays as it is.
     *
     * @param product that it connects to
     * @param begins whether the calling thread is about to begin one on the connection that it takes
     */
    public static DataSource toBegin(DataSource dataSource, Product product, BooleanSupplier begins) {
        return product == Product.MARIADB || product == Product.H2
                ? new BeginningDataSource((PoolWatch) dataSource, begins)
                : dataSource;
    }

    /** Closes those connections of what was opened here that nobody uses, but for those that it keeps. */
    public static void closeIdle(DataSource dataSource) {
        ((PoolWatch) dataSource).closeIdle();
    }

    /** {@return how full it is: what was opened here, and is open} */
    public static PoolFigures figures(DataSource dataSource) {
        return ((PoolWatch) dataSource).counts().figures();
    }

    /** {@return the same, as it is each time that somebody looks} */
    public static PoolGauges gauges(DataSource dataSource) {
        return ((PoolWatch) dataSource).counts();
    }

    /** Closes what was opened here, and returns when its connections are closed. */
    public static void close(DataSource dataSource) {
        ((PoolWatch) dataSource).close();
    }

    private static AgroalDataSource open(
            BindSettings bind,
            DatabaseSettings.Url database,
            Class<?> connections,
            TransactionIntegration transactions,
            AgroalDataSourceListener listener)
            throws SQLException {
        PoolSettings settings = bind.pool();
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier();
        configuration.metricsEnabled(false);
        configuration.connectionPoolConfiguration(pool -> {
            pool.maxSize(settings.maxSize())
                    .acquisitionTimeout(settings.acquisitionTimeout())
                    .validateOnBorrow(settings.validateOnBorrow())
                    .idleValidationTimeout(settings.validateAfterIdle())
                    .validationTimeout(background(settings.validateAfterIdle()))
                    // Agroal's default finds every connection valid.
                    .connectionValidator(
                            ConnectionValidator.defaultValidatorWithTimeout(patience(settings.acquisitionTimeout())))
                    .exceptionSorter(new LostConnection(bind.readOnly())::isFatal)
                    .transactionIntegration(transactions)
                    .connectionCache(new PoolThreadCache());
            settings.leakTimeout().ifPresent(pool::leakTimeout);
            if (database.inMemory()) {
                // Such a database ends with its last connection, so one stays open as long as the pool.
                pool.minSize(Math.max(1, settings.minSize())).initialSize(1).maxLifetime(Duration.ZERO);
            } else {
                pool.minSize(settings.minSize());
                settings.maxLifetime().ifPresent(pool::maxLifetime);
                settings.idleTimeout().ifPresent(pool::reapTimeout);
            }
            pool.connectionFactoryConfiguration(factory -> {
                // Recovery must not wait for a connection of an exhausted pool.
                factory.jdbcUrl(database.url())
                        .connectionProviderClass(connections)
                        .poolRecovery(false);
                PoolLogin login = new PoolLogin(database.credentials());
                factory.credential(login).addSecurityProvider(login);
                settings.initialSql().ifPresent(factory::initialSql);
                return factory;
            });
            return pool;
        });
        AgroalDataSource pool = AgroalDataSource.from(configuration, listener);
        if (bind.readOnly()) {
            pool.setPoolInterceptors(List.of(new PoolReadOnly()));
        }
        return pool;
    }

    /** So that connections which are lost in quiet times are found before somebody wants them. */
    private static Duration background(Duration validateAfterIdle) {
        boolean never = validateAfterIdle.isZero();
        return never || validateAfterIdle.compareTo(BACKGROUND_VALIDATION) > 0
                ? validateAfterIdle
                : BACKGROUND_VALIDATION;
    }

    /** {@return how many seconds a connection has to show that it is alive} The pool can do nothing else meanwhile. */
    private static int patience(Duration acquisitionTimeout) {
        long seconds = acquisitionTimeout.toSeconds();
        return seconds < 1 || seconds > VALIDATION_PATIENCE ? VALIDATION_PATIENCE : (int) seconds;
    }
}
