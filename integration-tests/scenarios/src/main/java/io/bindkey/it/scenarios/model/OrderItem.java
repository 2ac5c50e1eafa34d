// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model;

import io.bindkey.it.scenarios.model.shared.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "order_item")
public class OrderItem {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String product;

    public Money price;

    public static OrderItem of(String product, long cents) {
        OrderItem item = new OrderItem();
        item.product = product;
        item.price = new Money(cents);
        return item;
    }
}
