// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.legacy;

import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In the unit of {@code persistence.xml}. */
@Entity
public class Letter extends Named {

    protected Letter() {}

    public Letter(long id, String name) {
        super(id, name);
    }
}
