// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.miles;

import io.bindkey.examples.storefront.landing.Account;
import jakarta.persistence.Entity;

/** The miles of a customer; one is worth a cent. */
@Entity
public class MilesAccount extends Account {

    protected MilesAccount() {}

    public MilesAccount(String owner, long balance) {
        this.owner = owner;
        this.balance = balance;
    }
}
