// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.launch;

import java.io.IOException;
import java.nio.file.Path;

/** A Java agent in Open Liberty, whose working directory is that of its configuration. */
public final class LibertyAgent {

    private LibertyAgent() {}

    /** Does what Open Liberty needs to be driven by Arquillian. */
    public static void premain(String arguments) throws IOException, ReflectiveOperationException {
        LoopbackJmx.open();
        SecondLook.at(Path.of("server.xml"));
    }
}
