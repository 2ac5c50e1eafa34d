// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Has its whole configuration in {@code server.xml}, which finds the port in the environment. */
record Liberty(Path home) implements AppServer {

    @Override
    public void prepare(Path war, int port) throws IOException {
        Path server = home.resolve("usr/servers/storefront");
        Folders.delete(server);
        Files.createDirectories(server.resolve("apps"));
        Files.copy(war, server.resolve("apps/storefront.war"), StandardCopyOption.REPLACE_EXISTING);
        try (InputStream configuration =
                Objects.requireNonNull(Liberty.class.getResourceAsStream("/liberty/server.xml"))) {
            Files.copy(configuration, server.resolve("server.xml"));
        }
    }

    @Override
    public List<String> command(int port) {
        return List.of(home.resolve("bin/server").toString(), "run", "storefront");
    }
}
