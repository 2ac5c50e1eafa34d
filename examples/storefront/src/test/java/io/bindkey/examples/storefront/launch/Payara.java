// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** Has its configuration in {@code domain.xml}, and a file of commands for the time when it has started. */
record Payara(Path home) implements AppServer {

    private static final int HTTP = 8080;
    private static final String JMS = "<connector-service shutdown-timeout-in-seconds=\"30\">";
    private static final String CLUSTER = "<hazelcast-config-specific-configuration>";

    @Override
    public void prepare(Path war, int port) throws IOException {
        for (String leftover : List.of("applications", "generated", "logs")) {
            Folders.delete(domain().resolve(leftover));
        }
        Path configuration = domain().resolve("config/domain.xml");
        Path unpacked = domain().resolve("config/domain.xml.unpacked");
        if (!Files.exists(unpacked)) {
            Files.copy(configuration, unpacked);
        }
        String text = movedBy(port - HTTP, Files.readString(unpacked))
                .replace("0.0.0.0", "127.0.0.1")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                // These two would listen on all addresses, and the last one looks for other servers.
                .replace(
                        JMS,
                        "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\"><jms-host name=\"default_JMS_host\""
                                + " host=\"127.0.0.1\" port=\"7676\" lazy-init=\"true\"/></jms-service>" + JMS)
                .replace(
                        CLUSTER,
                        "<phone-home-runtime-configuration enabled=\"false\"/>"
                                + CLUSTER.replace(">", " enabled=\"false\">"))
                // The server's own databases are files that a second one opens by a port.
                .replace(
                        "jdbc:h2:${com.sun.aas.instanceRoot}/lib/databases/embedded_default;AUTO_SERVER=TRUE",
                        "jdbc:h2:mem:server;DB_CLOSE_DELAY=-1")
                .replace(
                        "jdbc:h2:${com.sun.aas.instanceRoot}/lib/databases/ejbtimer;AUTO_SERVER=TRUE",
                        "jdbc:h2:mem:timers;DB_CLOSE_DELAY=-1");
        Files.writeString(configuration, text);
        Path copy = Files.copy(war, home.resolve("storefront.war"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(commands(), "deploy --force --name storefront --contextroot storefront " + copy + "\n");
    }

    @Override
    public List<String> command(int port) {
        return List.of(
                home.resolve("bin/asadmin").toString(),
                "start-domain",
                "--verbose",
                "--postbootcommandfile",
                commands().toString(),
                "domain1");
    }

    /** All its ports move together. */
    private static String movedBy(int distance, String configuration) {
        return Pattern.compile("(?<= port=\"|shell\\.telnet\\.port=)\\d+")
                .matcher(configuration)
                .replaceAll(port -> String.valueOf(Integer.parseInt(port.group()) + distance));
    }

    private Path domain() {
        return home.resolve("glassfish/domains/domain1");
    }

    private Path commands() {
        return home.resolve("storefront.commands");
    }
}
