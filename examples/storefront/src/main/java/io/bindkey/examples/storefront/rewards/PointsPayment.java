// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.rewards;

import io.bindkey.examples.storefront.landing.Payment;
import jakarta.persistence.Entity;

/** What was paid by points. */
@Entity
public class PointsPayment extends Payment {

    protected PointsPayment() {}

    public PointsPayment(long orderNumber, String owner, long amount) {
        super(orderNumber, owner, amount);
    }
}
