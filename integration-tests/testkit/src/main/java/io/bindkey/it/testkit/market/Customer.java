// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Customer {

    @Id
    @GeneratedValue
    private long id;

    @Column(unique = true)
    private String name;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Purchase> purchases = new ArrayList<>();

    public static Customer named(String name) {
        Customer customer = new Customer();
        customer.name = name;
        return customer;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public List<Purchase> purchases() {
        return purchases;
    }
}
