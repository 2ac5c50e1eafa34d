// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** H2 under another name, which the url says: {@code jdbc:pretended:SQLite}. */
public final class PretendedDriver implements Driver {

    private static final String PREFIX = "jdbc:pretended:";

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection h2 = new org.h2.Driver().connect("jdbc:h2:mem:pretended", info);
        return around(Connection.class, h2, url.substring(PREFIX.length()));
    }

    private static <T> T around(Class<T> type, Object target, String product) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                return switch (method.getName()) {
                    case "getMetaData" -> around(DatabaseMetaData.class, method.invoke(target, args), product);
                    case "getDatabaseProductName" -> product;
                    default -> method.invoke(target, args);
                };
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
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
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
