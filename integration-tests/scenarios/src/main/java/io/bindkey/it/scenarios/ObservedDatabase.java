// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;

import io.bindkey.it.databases.PhysicalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A database in memory behind a data source that counts its connections, and whose next commit can be made to fail. */
public final class ObservedDatabase {

    private final PhysicalDatabase database;
    private final JdbcDataSource target = new JdbcDataSource();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable SQLException> commitFailure = new AtomicReference<>();

    ObservedDatabase(String key) {
        // Without a pool nobody keeps it alive between two connections.
        database = PhysicalDatabase.of(Application.freshH2(key).url() + ";DB_CLOSE_DELAY=-1");
        target.setURL(database.url());
    }

    PhysicalDatabase physical() {
        return database;
    }

    /** {@return how many connections were ever taken} */
    int connections() {
        return connections.get();
    }

    /** {@return how many connections are not given back yet} */
    int openConnections() {
        return open.get();
    }

    /** Lets the next commit fail, and roll back, as a database does that finds a violated constraint. */
    void failNextCommit(SQLException failure) {
        commitFailure.set(failure);
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, args) -> {
            Object result = call(target, method, args);
            return result instanceof Connection connection ? observed(connection) : result;
        });
    }

    private Connection observed(Connection connection) {
        connections.incrementAndGet();
        open.incrementAndGet();
        return proxy(Connection.class, (method, args) -> {
            if (method.getName().equals("close") && !connection.isClosed()) {
                open.decrementAndGet();
            }
            if (method.getName().equals("commit")) {
                SQLException failure = commitFailure.getAndSet(null);
                if (failure != null) {
                    connection.rollback();
                    throw failure;
                }
            }
            return call(connection, method, args);
        });
    }
}
