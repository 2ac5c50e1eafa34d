// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** What is bought. */
@Entity
@Table(name = "item")
@BindKey("default")
class Item {

    @Id
    long id;

    int quantity;

    @ManyToOne
    Purchase purchase;

    protected Item() {}
}
