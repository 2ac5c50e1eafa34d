// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.shelf;

import org.jspecify.annotations.Nullable;

public class Writer {

    private @Nullable Long id;
    private String name = "";

    public static Writer of(long id, String name) {
        Writer writer = new Writer();
        writer.id = id;
        writer.name = name;
        return writer;
    }

    public @Nullable Long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
