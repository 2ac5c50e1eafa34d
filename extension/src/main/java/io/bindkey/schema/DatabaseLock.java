// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.cluster.ClusterLock;
import io.bindkey.database.Product;
import io.bindkey.message.SchemaFailures;
import io.bindkey.unit.Unit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Lets one instance of the application at a time change a schema, where the database has a lock for that. Others see what
 * it made when they get it. Elsewhere nothing is locked, and who comes second notices it by a failing statement.
 */
final class DatabaseLock implements AutoCloseable {

    /** One for a whole database, whatever application: "bindkey" in ASCII. */
    private static final String POSTGRES_KEY = String.valueOf(0x62696e646b6579L);

    private static final String MARIADB_NAME = "concat('bindkey ', md5(database()))";

    private final Connection connection;
    private final Product product;

    /** Of a cluster; null where the database is none. */
    private final @Nullable ClusterLock ofCluster;

    private DatabaseLock(Connection connection, Product product, @Nullable ClusterLock ofCluster) {
        this.connection = connection;
        this.product = product;
        this.ofCluster = ofCluster;
    }

    /** Waits for the lock. On PostgreSQL this begins the transaction, with whose end the lock ends. */
    static DatabaseLock take(Unit unit, Connection connection) throws SQLException {
        Product product = Product.of(connection.getMetaData().getDatabaseProductName());
        if (unit.settings().cluster().isPresent()) {
            return new DatabaseLock(connection, product, ClusterLock.take(unit.key(), unit.unguardedDataSource()));
        }
        DatabaseLock lock = new DatabaseLock(connection, product, null);
        if (product == Product.POSTGRESQL) {
            connection.setAutoCommit(false);
            lock.ask("select pg_advisory_xact_lock(" + POSTGRES_KEY + ")");
        } else if (product == Product.MARIADB && lock.ask("select get_lock(" + MARIADB_NAME + ", 600)") != 1) {
            throw SchemaFailures.databaseBusy(unit.key());
        }
        return lock;
    }

    /** {@return whether nobody else gets it, rather than that there is none} */
    boolean isHeld() {
        return product == Product.POSTGRESQL || product == Product.MARIADB;
    }

    /** {@return the connection that holds it} */
    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        if (ofCluster != null) {
            ofCluster.close();
        } else if (product == Product.MARIADB) {
            ask("select release_lock(" + MARIADB_NAME + ")");
        }
    }

    private int ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && product == Product.MARIADB ? row.getInt(1) : 0;
        }
    }
}
