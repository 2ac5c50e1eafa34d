// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.KnownDatabase;
import io.bindkey.config.TransactionKind;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.Problems;
import io.bindkey.message.TransactionProblems;
import io.bindkey.message.UnitProblem;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import javax.sql.XADataSource;

/** Finds the class that makes connections for a url. */
public final class Drivers {

    private Drivers() {}

    /** {@return a driver, data source or XA data source class, as the pool takes it} */
    public static Class<?> find(
            String key, DatabaseSettings.Url database, TransactionKind transaction, ClassLoader loader) {
        if (database.driver().isPresent()) {
            return named(key, database.driver().get(), transaction, loader);
        }
        if (transaction == TransactionKind.XA) {
            Optional<KnownDatabase> known = KnownDatabase.of(database.url());
            if (known.equals(Optional.of(KnownDatabase.SQLITE))) {
                throw new UnitProblem(TransactionProblems.cannotPrepare(
                        key,
                        database.describe(),
                        "SQLite has no two-phase commit",
                        "Leave " + Problems.prefix(key)
                                + ".transaction = xa out: one such bind may take part beside xa binds."));
            }
            return known.flatMap(KnownDatabase::xaDataSource)
                    .<Class<?>>map(name -> named(key, name, transaction, loader))
                    .orElseThrow(() -> new UnitProblem(OpeningProblems.noXaDriver(key, database.describe())));
        }
        List<Driver> drivers = visible(loader);
        return drivers.stream()
                .filter(driver -> accepts(driver, database.url()))
                .<Class<?>>map(Driver::getClass)
                .findFirst()
                .orElseThrow(
                        () -> new UnitProblem(OpeningProblems.driverMissing(key, database.describe(), names(drivers))));
    }

    private static Class<?> named(String key, String name, TransactionKind transaction, ClassLoader loader) {
        Class<?> type;
        try {
            type = Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnitProblem(OpeningProblems.driverClass(key, name, "it is not on the class path"), e);
        }
        if (transaction == TransactionKind.XA && !XADataSource.class.isAssignableFrom(type)) {
            throw new UnitProblem(OpeningProblems.driverClass(
                    key, name, "transaction = xa needs a javax.sql.XADataSource, and it is none"));
        }
        boolean makesConnections = Driver.class.isAssignableFrom(type)
                || DataSource.class.isAssignableFrom(type)
                || XADataSource.class.isAssignableFrom(type);
        if (!makesConnections) {
            throw new UnitProblem(
                    OpeningProblems.driverClass(key, name, "it is no java.sql.Driver, DataSource or XADataSource"));
        }
        boolean bothKinds = transaction != TransactionKind.XA
                && XADataSource.class.isAssignableFrom(type)
                && DataSource.class.isAssignableFrom(type);
        if (bothKinds) {
            throw new UnitProblem(OpeningProblems.driverClass(
                    key,
                    name,
                    "it is an XA data source: leave it out, or set " + Problems.prefix(key) + ".transaction = xa"));
        }
        return type;
    }

    /** The application's drivers, and those that somebody registered and this loader can see. */
    private static List<Driver> visible(ClassLoader loader) {
        List<Driver> drivers = new ArrayList<>();
        Iterator<Driver> services = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                drivers.add(services.next());
            } catch (ServiceConfigurationError broken) {
                // Another driver's trouble must not hide the one that is needed.
                System.getLogger(Drivers.class.getName())
                        .log(System.Logger.Level.DEBUG, "A JDBC driver is broken", broken);
            }
        }
        DriverManager.drivers().forEach(drivers::add);
        return drivers;
    }

    /**
     * Takes an application's own drivers out of the {@link DriverManager}, where they registered themselves when they were
     * loaded: it would keep the application's class loader for ever. Some servers do the same, Open Liberty does not. The
     * drivers of the class path stay, for they are not initialized a second time.
     *
     * @param loader of the application that ends
     */
    public static void deregister(ClassLoader loader) {
        if (loader == ClassLoader.getSystemClassLoader()) {
            return;
        }
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == loader)
                .toList()
                .forEach(Drivers::deregister);
    }

    private static void deregister(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException | RuntimeException e) {
            System.getLogger(Drivers.class.getName())
                    .log(System.Logger.Level.DEBUG, "The JDBC driver " + driver.getClass() + " stays registered", e);
        }
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException no) {
            return false;
        }
    }

    private static Set<String> names(List<Driver> drivers) {
        TreeSet<String> names = new TreeSet<>();
        drivers.forEach(driver -> names.add(driver.getClass().getName()));
        return names;
    }
}
