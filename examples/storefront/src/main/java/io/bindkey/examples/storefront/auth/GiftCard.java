// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import io.bindkey.examples.storefront.landing.Account;
import jakarta.persistence.Entity;

/** What somebody may spend. */
@Entity
public class GiftCard extends Account {

    protected GiftCard() {}

    public GiftCard(String owner, long balance) {
        this.owner = owner;
        this.balance = balance;
    }
}
