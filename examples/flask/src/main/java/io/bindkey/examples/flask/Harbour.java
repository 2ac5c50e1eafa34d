// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The program. It ends well only if it has printed what {@code app.py} prints. */
public final class Harbour {

    private static final String EXPECTED = "printed.txt";

    private Harbour() {}

    public static void main(String... args) throws IOException, SQLException {
        run(System.out);
    }

    static void run(PrintStream out) throws IOException, SQLException {
        List<String> printed = new ArrayList<>();
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            container.select(Day.class).get().tell(line -> {
                printed.add(line);
                out.println(line);
            });
        }
        if (!printed.equals(expected())) {
            throw new IllegalStateException("This is not what " + EXPECTED + " has");
        }
    }

    static List<String> expected() throws IOException {
        try (InputStream in = Harbour.class.getResourceAsStream("/" + EXPECTED)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
