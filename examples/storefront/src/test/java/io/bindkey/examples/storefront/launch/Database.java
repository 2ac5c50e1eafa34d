// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A database with a server of its own on 127.0.0.1, which can be stopped and started again with what it holds. */
interface Database extends AutoCloseable {

    String url();

    String username();

    /** Made up for this run. */
    String password();

    boolean runs();

    void stop();

    void start();

    /** {@return further properties of its bind, by what follows the key} */
    default Map<String, String> more() {
        return Map.of();
    }

    /** {@return a connection beside those of the application} */
    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    @Override
    void close();
}
