// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In a second pool of our own. */
@Entity
@BindKey("auth")
public class Account extends Named {

    protected Account() {}

    public Account(long id, String name) {
        super(id, name);
    }
}
