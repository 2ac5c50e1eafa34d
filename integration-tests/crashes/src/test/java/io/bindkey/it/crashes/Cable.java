// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on 127.0.0.1 that can be cut: all connections through it are lost, and new ones too until it is mended. */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    private Cable(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static Cable to(int port) throws IOException {
        Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start("accept", cable::accept);
        return cable;
    }

    int port() {
        return server.getLocalPort();
    }

    /** {@return a JDBC url that goes through it} */
    String through(String url) {
        return url.replace(":" + target + "/", ":" + port() + "/");
    }

    void cut() {
        isCut = true;
        open.forEach(Cable::close);
        open.clear();
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException closed) {
                // The next round sees it.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket database = new Socket();
        open.add(client);
        open.add(database);
        if (isCut) {
            // Looked at after they are known, so that a cut that comes now closes them.
            close(client);
            close(database);
            return;
        }
        database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        start("to " + target, () -> pump(client, database));
        start("from " + target, () -> pump(database, client));
    }

    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException lost) {
            // Both ends hear of it below.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "cable " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }
}
