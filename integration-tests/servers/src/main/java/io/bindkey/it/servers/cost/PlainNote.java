// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.cost;

import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In the unit of {@code persistence.xml}, on a data source of the server. */
@Entity
public class PlainNote extends Named {

    protected PlainNote() {}

    public PlainNote(long id, String name) {
        super(id, name);
    }
}
