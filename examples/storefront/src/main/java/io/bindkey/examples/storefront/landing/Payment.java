// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.landing;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** What was taken from an account for an order. The order is in another database, so its number is a plain attribute. */
@MappedSuperclass
public abstract class Payment implements Landed {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    protected Long id;

    protected long orderNumber;
    protected String owner;
    protected long amount;

    @Column(name = "paid_at")
    protected Instant at;

    protected Payment() {}

    protected Payment(long orderNumber, String owner, long amount) {
        this.orderNumber = orderNumber;
        this.owner = owner;
        this.amount = amount;
        this.at = Instant.now();
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public String text() {
        return "order %d: %s of %s".formatted(orderNumber, Money.text(amount), owner);
    }
}
