// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

/** Says on standard output what a start is busy with, for it takes seconds and tests log warnings only. */
final class Progress {

    private final String server;
    private final long begin = System.nanoTime();

    Progress(String server) {
        this.server = server;
    }

    void step(String doing) {
        System.out.println(server + ": " + doing + " …");
    }

    void ready(int port) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: ready on 127.0.0.1:%d after %.1f s%n", server, port, seconds);
    }
}
