// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The process that is killed. It tells on its standard output how far it is, goes on after its start when it is told so
 * on its standard input, and waits for its death.
 *
 * <p>Arguments: a file with the properties of the binds, the number of its first transfer, and the point of the second
 * one at which it waits; without a point it ends by itself.
 */
final class Victim {

    static final String READY = "ready";
    static final String ACKNOWLEDGED = "acknowledged ";
    static final String REACHED = "reached";

    private Victim() {}

    public static void main(String[] args) throws Exception {
        Logger narayana = Logger.getLogger("com.arjuna.ats.jta");
        narayana.setLevel(Level.WARNING);
        try (Transfers transfers = Transfers.start(read(Path.of(args[0])))) {
            System.out.println(READY);
            if (args.length == 3 && System.in.read() >= 0) {
                long id = Long.parseLong(args[1]);
                transfers.transfer(id);
                System.out.println(ACKNOWLEDGED + id);
                Protocol.interruptAt(Point.valueOf(args[2]), Victim::waitForDeath);
                transfers.transfer(id + 1);
                System.out.println(ACKNOWLEDGED + (id + 1));
            }
        }
    }

    private static void waitForDeath() {
        System.out.println(REACHED);
        while (true) {
            LockSupport.park();
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }
}
