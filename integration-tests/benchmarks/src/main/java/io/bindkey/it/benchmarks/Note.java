// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What is found and inserted: as little as an entity can be, so that nothing else costs. */
@Entity
public class Note {

    @Id
    public long id;

    public String text;

    protected Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
    }
}
