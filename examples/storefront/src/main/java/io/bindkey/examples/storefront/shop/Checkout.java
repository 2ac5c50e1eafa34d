// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import io.bindkey.examples.storefront.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Places orders: one transaction over all databases that take part, and one of its own for the audit. */
@ApplicationScoped
public class Checkout {

    @Inject
    Products products;

    @Inject
    Orders orders;

    @Inject
    Purse purse;

    @Inject
    AuditTrail audit;

    /**
     * Places an order and takes what it costs.
     *
     * @return the order with its number
     * @throws Refused when there is no such product, or not enough to pay it; nothing stays but the row of the audit
     */
    @Transactional
    public PlacedOrder place(String customer, long productId, int quantity, PayBy payBy) {
        Product product = products.findById(productId).orElseThrow(() -> new Refused("There is no such product."));
        audit.note(customer, "wants %d × %s by %s".formatted(quantity, product.name(), payBy.words()));
        PlacedOrder order = new PlacedOrder(customer, product, quantity, payBy);
        orders.add(order);
        purse.pay(order, payBy);
        return order;
    }
}
