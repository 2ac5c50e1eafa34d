// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One half of a transfer, in PostgreSQL. */
@Entity
@Table(name = "debit")
@BindKey("postgres")
class Debit {

    @Id
    long transfer;

    protected Debit() {}

    Debit(long transfer) {
        this.transfer = transfer;
    }
}
