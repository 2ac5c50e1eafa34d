// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
@BindKey("audit")
public class Entry {

    @Id
    @GeneratedValue
    private long id;

    private String text;

    public static Entry of(String text) {
        Entry entry = new Entry();
        entry.text = text;
        return entry;
    }

    public String text() {
        return text;
    }
}
