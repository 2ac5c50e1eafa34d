// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In the default data source of the server. */
@Entity
@BindKey("server")
public class Ticket extends Named {

    protected Ticket() {}

    public Ticket(long id, String name) {
        super(id, name);
    }
}
