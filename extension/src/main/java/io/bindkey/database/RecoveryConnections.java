// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;
import javax.sql.XAConnection;

/** Makes connections to the database of an XA bind beside those of its pool. */
@FunctionalInterface
public interface RecoveryConnections {

    XAConnection getRecoveryConnection() throws SQLException;
}
