// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.rewards;

import io.bindkey.examples.storefront.landing.Account;
import jakarta.persistence.Entity;

/** The points of a customer; one is worth a cent. */
@Entity
public class PointsAccount extends Account {

    protected PointsAccount() {}

    public PointsAccount(String owner, long balance) {
        this.owner = owner;
        this.balance = balance;
    }
}
