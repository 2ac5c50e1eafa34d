// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Lives in the bind {@code auth}. */
@Entity
@Table(name = "account")
@BindKey("auth")
class Account {

    @Id
    long id;

    protected Account() {}

    Account(long id) {
        this.id = id;
    }
}
