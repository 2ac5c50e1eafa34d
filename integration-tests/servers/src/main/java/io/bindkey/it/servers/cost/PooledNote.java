// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In a bind with a pool of its own. */
@Entity
@BindKey("pooled")
public class PooledNote extends Named {

    protected PooledNote() {}

    public PooledNote(long id, String name) {
        super(id, name);
    }
}
