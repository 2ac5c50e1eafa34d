// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In an XA pool of our own. */
@Entity
@BindKey("debits")
public class Debit extends Named {

    protected Debit() {}

    public Debit(long id, String name) {
        super(id, name);
    }
}
