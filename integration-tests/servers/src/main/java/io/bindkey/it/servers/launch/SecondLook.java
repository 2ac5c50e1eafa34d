// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Open Liberty says that it is ready a little before it watches its {@code server.xml}, and never sees what Arquillian writes
 * there in between: then the deployment fails after minutes. So for a while, each change gets newer and newer.
 */
final class SecondLook extends TimerTask {

    private static final int LOOKS = 5;
    private static final int INTERVAL_IN_MS = 2000;

    private final Path file;
    private FileTime seen;
    private int left;

    private SecondLook(Path file) throws IOException {
        this.file = file;
        this.seen = Files.getLastModifiedTime(file);
    }

    static void at(Path file) throws IOException {
        new Timer("second look", true).schedule(new SecondLook(file), INTERVAL_IN_MS, INTERVAL_IN_MS);
    }

    @Override
    public void run() {
        try {
            left = Files.getLastModifiedTime(file).equals(seen) ? left : LOOKS;
            if (left > 0) {
                left--;
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
            seen = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
