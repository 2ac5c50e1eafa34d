// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Lives in the bind {@code meta}. */
@Entity
@Table(name = "note")
@BindKey("meta")
class Note {

    @Id
    long id;

    protected Note() {}

    Note(long id) {
        this.id = id;
    }
}
