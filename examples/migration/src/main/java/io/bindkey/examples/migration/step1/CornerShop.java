// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration.step1;

import io.bindkey.Bound;
import io.bindkey.examples.migration.Shop;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

@ApplicationScoped
@Transactional
public class CornerShop implements Shop {

    @Inject
    @Bound("stock")
    EntityManager stock;

    @PersistenceContext(unitName = "orders")
    EntityManager orders;

    @Override
    public void deliver(String item, int count) {
        Item known = stock.find(Item.class, item, LockModeType.PESSIMISTIC_WRITE);
        if (known == null) {
            stock.persist(new Item(item, count));
        } else {
            known.add(count);
        }
    }

    @Override
    public void sell(String item, int count) {
        orders.persist(new Purchase(item, count));
        stock.find(Item.class, item, LockModeType.PESSIMISTIC_WRITE).take(count);
    }

    @Override
    public int inStock(String item) {
        return stock.find(Item.class, item).remaining();
    }

    @Override
    public long sold(String item) {
        return orders.createQuery("select coalesce(sum(p.amount), 0) from Purchase p where p.item = :item", Long.class)
                .setParameter("item", item)
                .getSingleResult();
    }
}
