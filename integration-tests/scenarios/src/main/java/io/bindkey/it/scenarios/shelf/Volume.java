// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.shelf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Its text, writer and readers are lazy. */
public class Volume {

    private @Nullable Long id;
    private int version;
    private String title = "";
    private String text = "";
    private @Nullable Writer writer;
    private List<Writer> readers = new ArrayList<>();

    public static Volume of(long id, String title, Writer writer) {
        Volume volume = new Volume();
        volume.id = id;
        volume.title = title;
        volume.text = "text of " + title;
        volume.writer = writer;
        volume.readers.add(writer);
        return volume;
    }

    public @Nullable Long id() {
        return id;
    }

    public int version() {
        return version;
    }

    public String title() {
        return title;
    }

    public void rename(String to) {
        title = to;
    }

    public String text() {
        return text;
    }

    public @Nullable Writer writer() {
        return writer;
    }

    public List<Writer> readers() {
        return readers;
    }
}
