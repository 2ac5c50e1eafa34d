// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Lives in the bind {@code default}. */
@Entity
@Table(name = "purchase")
@BindKey("default")
class Purchase {

    @Id
    long id;

    @ManyToOne
    Customer customer;

    protected Purchase() {}

    Purchase(long id) {
        this.id = id;
    }

    Purchase(long id, Customer customer) {
        this.id = id;
        this.customer = customer;
    }
}
