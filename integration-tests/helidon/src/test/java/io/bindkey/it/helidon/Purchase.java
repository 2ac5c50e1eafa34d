// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.helidon;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In the default bind. */
@Entity
public class Purchase {

    @Id
    private long id;

    protected Purchase() {}

    Purchase(long id) {
        this.id = id;
    }
}
