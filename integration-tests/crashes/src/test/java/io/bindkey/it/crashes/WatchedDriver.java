// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code binds.<key>.driver} of both databases, where there are no two phases. */
public class WatchedDriver implements Driver {

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        Connection connection = DriverManager.getDriver(url).connect(url, info);
        return connection == null ? null : Strikes.watched(productOf(url), connection);
    }

    private static Product productOf(String url) {
        return url.startsWith("jdbc:postgresql:") ? Product.POSTGRES : Product.MARIADB;
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return DriverManager.getDriver(url).acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return DriverManager.getDriver(url).getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
