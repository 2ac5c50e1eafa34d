// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.sql.SQLException;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/** {@code binds.postgres.driver}. */
public class WatchedPostgres extends PGXADataSource {

    private static final long serialVersionUID = 1L;

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return Strikes.watched(Product.POSTGRES, super.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return Strikes.watched(Product.POSTGRES, super.getXAConnection(user, password));
    }
}
