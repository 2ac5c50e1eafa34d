// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.library;

import jakarta.persistence.Entity;

/** Without a key, in a library: in the default bind. */
@Entity
public class Book extends Named {

    protected Book() {}

    public Book(long id, String name) {
        super(id, name);
    }
}
