// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server as it was unpacked: what is done to it before it starts, and how it is started in the foreground. */
interface AppServer {

    /** Puts the application into it, and lets it listen on 127.0.0.1 alone. */
    void prepare(Path war, int port) throws IOException;

    List<String> command(int port);

    static AppServer of(String name, Path home) {
        return switch (name) {
            case "wildfly" -> new WildFly(home);
            case "payara" -> new Payara(home);
            case "liberty" -> new Liberty(home);
            default ->
                throw new IllegalArgumentException(
                        "There is no server '" + name + "': it is one of wildfly, payara and liberty.");
        };
    }
}
