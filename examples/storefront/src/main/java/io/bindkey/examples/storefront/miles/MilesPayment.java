// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.miles;

import io.bindkey.examples.storefront.landing.Payment;
import jakarta.persistence.Entity;

/** What was paid by miles. */
@Entity
public class MilesPayment extends Payment {

    protected MilesPayment() {}

    public MilesPayment(long orderNumber, String owner, long amount) {
        super(orderNumber, owner, amount);
    }
}
