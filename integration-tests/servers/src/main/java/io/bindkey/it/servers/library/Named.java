// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.library;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** Something with a name of its own; serves entities of every bind and of both archives. */
@MappedSuperclass
public abstract class Named {

    @Id
    private long id;

    @Column(unique = true, nullable = false)
    private String name;

    protected Named() {}

    protected Named(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String newName) {
        this.name = newName;
    }
}
