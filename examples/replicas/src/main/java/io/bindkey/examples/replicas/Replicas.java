// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.replicas;

import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.ReplicaState;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.PrintStream;

/** The program: it writes to a primary, reads from a replica, and goes on while that is away. */
final class Replicas {

    /** What a person would do to the servers meanwhile. */
    interface Servers {

        /** {@return the port of the replica} */
        String replica();

        void stopReplica();

        void startReplica();
    }

    private final PrintStream out;
    private final Servers servers;
    private final Articles articles;
    private final Binds binds;

    private Replicas(PrintStream out, Servers servers, SeContainer container) {
        this.out = out;
        this.servers = servers;
        this.articles = container.select(Articles.class).get();
        this.binds = container.select(Binds.class).get();
    }

    static void run(PrintStream out, Servers servers) {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            new Replicas(out, servers, container).tell();
        }
    }

    private void tell() {
        articles.write("Of ships");
        out.println("Written on the primary, and read at once: " + articles.titles() + ", from " + answering());
        try {
            articles.writeWhereNothingMayBeWritten();
        } catch (BindUnavailableException refused) {
            out.println("Refused: " + refused.getMessage());
        }
        servers.stopReplica();
        until("DOWN");
        articles.write("Of shoes");
        out.println("The replica is stopped: " + articles.titles() + ", from " + answering());
        servers.startReplica();
        until("SERVES");
        articles.write("Of sealing-wax");
        out.println("The replica is back: " + articles.titles() + ", from " + answering());
    }

    private String answering() {
        return articles.server().equals(servers.replica()) ? "the replica" : "the primary";
    }

    private void until(String status) {
        while (!state().status().name().equals(status)) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ReplicaState state() {
        return binds.get("default").replicas().get(0);
    }
}
