// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

@Entity
@Table(name = "account")
@BindKey("auth")
class Account {

    @Id
    long id;

    long balance;

    @Version
    int version;

    protected Account() {}

    Account(long id) {
        this.id = id;
    }
}
