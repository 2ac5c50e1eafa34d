// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database in the memory of this process. It outlives its connections, which may be lost on purpose. */
record PrivateH2(String url) implements TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static boolean isPossible(ClassLoader loader) {
        return isThere("org.h2.Driver", loader);
    }

    private static boolean isThere(String type, ClassLoader loader) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** With the mode that the provider speaks: EclipseLink has the words of H2's first version. */
    static PrivateH2 fresh(String key, ClassLoader loader) {
        boolean eclipseLink = !isThere("org.hibernate.jpa.HibernatePersistenceProvider", loader)
                && isThere("org.eclipse.persistence.jpa.PersistenceProvider", loader);
        return new PrivateH2("jdbc:h2:mem:bindkey-test-" + NUMBER.incrementAndGet() + "-"
                + key.replaceAll("[^\\w-]", "_") + ";DB_CLOSE_DELAY=-1"
                + (eclipseLink ? ";MODE=LEGACY" : ""));
    }

    @Override
    public String username() {
        return "";
    }

    @Override
    public String password() {
        return "";
    }

    @Override
    public void close() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            System.getLogger("io.bindkey.testing").log(Level.DEBUG, "The database " + url + " may be left", e);
        }
    }
}
