// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import io.bindkey.examples.storefront.landing.Payment;
import jakarta.persistence.Entity;

/** What was taken from a gift card. */
@Entity
public class CardPayment extends Payment {

    protected CardPayment() {}

    public CardPayment(long orderNumber, String owner, long amount) {
        super(orderNumber, owner, amount);
    }
}
