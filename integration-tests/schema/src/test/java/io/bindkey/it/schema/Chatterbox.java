// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** A driver that tells everybody what it was told, and what it has heard elsewhere. */
public final class Chatterbox extends MadeUpDriver {

    /** For the pool. */
    public Chatterbox() {
        super("jdbc:chatterbox:");
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        throw new SQLException("no entry for " + info + " at " + url + " nor for from-url, in-query, provided");
    }
}
