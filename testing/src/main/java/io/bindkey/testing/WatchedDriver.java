// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The {@code driver} of binds in tests: that of their url, watched. Not API, but the pool has to make one. */
public final class WatchedDriver implements Driver {

    /** Made by the pool. */
    public WatchedDriver() {}

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        BindWatch watch = Watches.of(url);
        if (watch == null) {
            return DriverManager.getDriver(url).connect(url, info);
        }
        watch.fault().requireUp();
        PhysicalConnection physical = new PhysicalConnection(watch);
        Connection connection = DriverManager.getDriver(url).connect(url, info);
        return connection == null ? null : WatchedConnection.of(connection, physical);
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
        return Logger.getLogger("io.bindkey.testing");
    }
}
