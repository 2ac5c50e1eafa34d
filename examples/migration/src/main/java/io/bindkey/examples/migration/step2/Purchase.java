// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration.step2;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
@BindKey("orders")
public class Purchase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String item;

    private int amount;

    protected Purchase() {}

    public Purchase(String item, int amount) {
        this.item = item;
        this.amount = amount;
    }

    @Override
    public String toString() {
        return amount + " of " + item;
    }
}
