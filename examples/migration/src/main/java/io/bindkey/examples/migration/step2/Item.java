// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration.step2;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
@BindKey("stock")
public class Item {

    @Id
    private String name;

    private int remaining;

    protected Item() {}

    public Item(String name, int remaining) {
        this.name = name;
        this.remaining = remaining;
    }

    public int remaining() {
        return remaining;
    }

    public void add(int count) {
        remaining += count;
    }

    public void take(int count) {
        if (count > remaining) {
            throw new IllegalArgumentException("There are only " + remaining + " of " + name);
        }
        remaining -= count;
    }
}
