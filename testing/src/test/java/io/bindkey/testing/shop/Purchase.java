// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Purchase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(unique = true)
    private String number;

    @OneToMany(cascade = CascadeType.ALL)
    private List<Item> items = new ArrayList<>();

    public static Purchase of(String number, String... items) {
        Purchase purchase = new Purchase();
        purchase.number = number;
        for (String item : items) {
            purchase.items.add(Item.of(item));
        }
        return purchase;
    }

    public long id() {
        return id;
    }

    public String number() {
        return number;
    }

    public List<Item> items() {
        return items;
    }
}
