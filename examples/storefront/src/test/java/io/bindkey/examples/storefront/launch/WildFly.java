// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Deploys what lies in a folder. */
record WildFly(Path home) implements AppServer {

    private static final int HTTP = 8080;

    @Override
    public void prepare(Path war, int port) throws IOException {
        Path standalone = home.resolve("standalone");
        for (String leftover : List.of("data", "tmp", "log")) {
            Folders.delete(standalone.resolve(leftover));
        }
        Path deployments = standalone.resolve("deployments");
        for (String marker : List.of("deployed", "failed", "undeployed")) {
            Files.deleteIfExists(deployments.resolve("storefront.war." + marker));
        }
        Files.copy(war, deployments.resolve("storefront.war"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public List<String> command(int port) {
        return List.of(
                home.resolve("bin/standalone.sh").toString(),
                "-b=127.0.0.1",
                "-bmanagement=127.0.0.1",
                // All its ports move together.
                "-Djboss.socket.binding.port-offset=" + (port - HTTP),
                "-Djboss.node.name=storefront");
    }
}
