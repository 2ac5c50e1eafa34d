// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a database told of itself when its unit was opened.
 *
 * @param product its name, as the driver tells it
 * @param major version
 * @param minor version
 * @param place the driver's url without its parameters; empty where the driver tells none
 * @param changedRows how it tells what a transaction has changed
 */
public record ReachedDatabase(String product, int major, int minor, String place, ChangedRows changedRows) {

    public static ReachedDatabase by(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String url = metaData.getURL();
        return new ReachedDatabase(
                String.valueOf(metaData.getDatabaseProductName()),
                metaData.getDatabaseMajorVersion(),
                metaData.getDatabaseMinorVersion(),
                url == null ? "" : url.split("[?;]", 2)[0].toLowerCase(Locale.ROOT),
                ChangedRows.of(connection));
    }

    /** {@return product and version in words} */
    public String name() {
        return product + " " + major + "." + minor;
    }

    public boolean isTheSameAs(ReachedDatabase other) {
        return !place.isEmpty() && place.equals(other.place);
    }
}
