// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/** A database in a file, behind a TCP server that nothing else uses. */
final class H2Database implements Database {

    private static final String USER = "storefront";

    static {
        // Of itself it listens on all addresses; it looks for this once, as it is loaded.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final String name;
    private final Path folder;
    private final String password = UUID.randomUUID().toString();
    private final int port;
    private @Nullable Server server;

    /** Creates the database, which must not be there, and starts its server. */
    H2Database(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        try {
            // Its server lets nobody create one.
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name), USER, password)
                    .close();
            Server first = started(0);
            this.server = first;
            this.port = first.getPort();
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " does not start", e);
        }
    }

    private Server started(int anyPort) throws SQLException {
        return Server.createTcpServer("-tcpPort", String.valueOf(anyPort), "-baseDir", folder.toString(), "-tcpDaemon")
                .start();
    }

    @Override
    public String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + port + "/" + name;
    }

    @Override
    public String username() {
        return USER;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public synchronized boolean runs() {
        return server != null;
    }

    /** Throws its clients out. */
    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized void start() {
        if (server == null) {
            try {
                server = started(port);
            } catch (SQLException e) {
                throw new IllegalStateException("Database " + name + " does not start again", e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
