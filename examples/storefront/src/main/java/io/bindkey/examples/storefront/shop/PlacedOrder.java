// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import io.bindkey.examples.storefront.landing.Landed;
import io.bindkey.examples.storefront.landing.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/** What somebody bought. The customer is in another database, so there is a name and no association. */
@Entity
@Table(indexes = @Index(columnList = "productName"))
public class PlacedOrder implements Landed {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    protected Long id;

    @NotBlank
    protected String customer;

    /** As it was when it was bought. */
    @NotBlank
    protected String productName;

    @Min(1)
    @Max(99)
    protected int quantity;

    protected long total;

    @Enumerated(EnumType.STRING)
    protected PayBy payBy;

    @Column(name = "placed_at")
    protected Instant at;

    protected PlacedOrder() {}

    public PlacedOrder(String customer, Product product, int quantity, PayBy payBy) {
        this.customer = customer;
        this.productName = product.name();
        this.quantity = quantity;
        this.total = quantity * product.price();
        this.payBy = payBy;
        this.at = Instant.now();
    }

    public Long id() {
        return id;
    }

    public String customer() {
        return customer;
    }

    public long total() {
        return total;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public String text() {
        return "order %d: %d × %s for %s, %s".formatted(id, quantity, productName, customer, Money.text(total));
    }
}
