// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Lives in the bind {@code shop}. */
@Entity
@Table(name = "purchase")
@BindKey("shop")
class Purchase {

    @Id
    Long id;

    String what;

    protected Purchase() {}

    Purchase(long id, String what) {
        this.id = id;
        this.what = what;
    }
}
