// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.rules;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Contract {

    @Id
    private long id;

    @Permitted
    private String name;

    protected Contract() {}

    public Contract(long id, String name) {
        this.id = id;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public void rename(String to) {
        name = to;
    }
}
