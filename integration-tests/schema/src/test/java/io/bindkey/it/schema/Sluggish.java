// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver whose first connection works; those after it, by which a unit is opened, tell nothing until the end. */
public final class Sluggish extends MadeUpDriver {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger();
    private static final CountDownLatch END = new CountDownLatch(1);

    /** For the pool. */
    public Sluggish() {
        super("jdbc:sluggish:");
    }

    static void end() {
        END.countDown();
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:sluggish;DB_CLOSE_DELAY=-1");
        return CONNECTIONS.incrementAndGet() == 1 ? connection : silent(connection);
    }

    private static Connection silent(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Sluggish.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getMetaData")) {
                        END.await();
                    }
                    return method.invoke(connection, arguments);
                });
    }
}
