// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.sql.SQLException;
import javax.sql.XAConnection;
import org.mariadb.jdbc.MariaDbDataSource;

/** {@code binds.mariadb.driver}. */
public class WatchedMariaDb extends MariaDbDataSource {

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return Strikes.watched(Product.MARIADB, super.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return Strikes.watched(Product.MARIADB, super.getXAConnection(user, password));
    }
}
