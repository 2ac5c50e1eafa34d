// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Lives in the default bind. */
@Entity
@Table(name = "note")
class Note {

    @Id
    Long id;

    String text;

    protected Note() {}

    Note(long id, String text) {
        this.id = id;
        this.text = text;
    }
}
