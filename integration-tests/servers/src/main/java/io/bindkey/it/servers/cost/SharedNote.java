// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In a bind on the same data source of the server. */
@Entity
@BindKey("shared")
public class SharedNote extends Named {

    protected SharedNote() {}

    public SharedNote(long id, String name) {
        super(id, name);
    }
}
