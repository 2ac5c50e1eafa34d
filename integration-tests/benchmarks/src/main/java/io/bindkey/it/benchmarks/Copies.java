// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** As many entities as one likes: {@link Note} under other names of the same length, so that its class file fits. */
final class Copies {

    private Copies() {}

    /**
     * {@return the entity of that number}
     *
     * @param number at most 999
     */
    static Class<?> of(int number) {
        String name = String.format(Locale.ROOT, "N%03d", number);
        try {
            return Class.forName(Note.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException notYet) {
            return define(name);
        }
    }

    private static Class<?> define(String name) {
        try (InputStream file = Objects.requireNonNull(Note.class.getResourceAsStream("Note.class"))) {
            String note = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            byte[] copy = note.replace("/Note", "/" + name).getBytes(StandardCharsets.ISO_8859_1);
            return MethodHandles.lookup().defineClass(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
