// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.legacy;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In a bind. */
@Entity
@BindKey("stamps")
public class Stamp extends Named {

    protected Stamp() {}

    public Stamp(long id, String name) {
        super(id, name);
    }
}
