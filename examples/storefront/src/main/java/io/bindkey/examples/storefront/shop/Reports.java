// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import io.bindkey.Bound;
import io.bindkey.ReadOnly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Session;

/** What the shop has earned. It only reads, so a replica may answer. */
@ApplicationScoped
@ReadOnly
public class Reports {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    @Bound("default")
    EntityManager orders;

    public List<Revenue> revenue() {
        return em.createQuery("""
                        select new io.bindkey.examples.storefront.shop.Revenue(
                            o.productName, count(o), sum(o.quantity), sum(o.total))
                        from PlacedOrder o group by o.productName order by sum(o.total) desc
                        """, Revenue.class).getResultList();
    }

    /** {@return host and port of the database that answers a report} */
    public String answeredBy() {
        String url = orders.unwrap(Session.class)
                .doReturningWork(connection -> connection.getMetaData().getURL());
        return url.replaceFirst("^[^/]*//", "").replaceFirst("/.*$", "");
    }
}
