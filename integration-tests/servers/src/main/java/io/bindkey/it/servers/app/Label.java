// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In an XA data source of the server that has a name of its own. */
@Entity
@BindKey("named")
public class Label extends Named {

    protected Label() {}

    public Label(long id, String name) {
        super(id, name);
    }
}
