// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
public class Item {

    @Id
    @GeneratedValue
    private long id;

    private String name;

    static Item of(String name) {
        Item item = new Item();
        item.name = name;
        return item;
    }

    public String name() {
        return name;
    }
}
