// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.BindKey;
import io.bindkey.it.servers.library.Named;
import jakarta.persistence.Entity;

/** In another XA pool of our own. */
@Entity
@BindKey("credits")
public class Credit extends Named {

    protected Credit() {}

    public Credit(long id, String name) {
        super(id, name);
    }
}
