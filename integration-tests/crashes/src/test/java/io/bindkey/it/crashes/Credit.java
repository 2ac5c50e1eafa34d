// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The other half of a transfer, in MariaDB. */
@Entity
@Table(name = "credit")
@BindKey("mariadb")
class Credit {

    @Id
    long transfer;

    protected Credit() {}

    Credit(long transfer) {
        this.transfer = transfer;
    }
}
