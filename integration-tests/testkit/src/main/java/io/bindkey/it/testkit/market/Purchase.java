// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
public class Purchase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String thing;

    public static Purchase of(String thing) {
        Purchase purchase = new Purchase();
        purchase.thing = thing;
        return purchase;
    }

    public long id() {
        return id;
    }

    public String thing() {
        return thing;
    }
}
