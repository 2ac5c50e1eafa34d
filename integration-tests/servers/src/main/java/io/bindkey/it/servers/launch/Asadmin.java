// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JAR by which the adapter for Arquillian administers GlassFish. It has another place and cannot run alone since
 * GlassFish 8, so this one, in the old place, calls the script.
 */
public final class Asadmin {

    private Asadmin() {}

    /** Ends as the script does. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path modules = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, modules.resolveSibling("../bin/asadmin").toString());
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
