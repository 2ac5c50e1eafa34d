// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.library;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;

/** With a key, in a library. */
@Entity
@BindKey("auth")
public class Reader extends Named {

    protected Reader() {}

    public Reader(long id, String name) {
        super(id, name);
    }
}
