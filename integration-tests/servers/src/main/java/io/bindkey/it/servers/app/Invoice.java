// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** Without a key: in the default bind, a pool of our own. */
@Entity
public class Invoice extends Named {

    protected Invoice() {}

    public Invoice(long id, String name) {
        super(id, name);
    }
}
