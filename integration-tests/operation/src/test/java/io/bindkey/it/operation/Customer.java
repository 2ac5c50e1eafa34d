// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Buys. */
@Entity
@Table(name = "customer")
@BindKey("default")
class Customer {

    @Id
    long id;

    String name = "";

    @OneToMany(mappedBy = "customer")
    List<Purchase> purchases = new ArrayList<>();

    protected Customer() {}

    Customer(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
