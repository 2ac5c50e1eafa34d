// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.ReadOnly;
import io.bindkey.examples.storefront.shop.Product;
import io.bindkey.examples.storefront.shop.Products;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What can be bought; one database is enough for that, and a replica as well. */
@Path("products")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class CatalogResource {

    @Inject
    Products products;

    /** As the page shows it. */
    public record Item(long id, String name, String about, long price) {

        static Item of(Product product) {
            return new Item(product.id(), product.name(), product.about(), product.price());
        }
    }

    @GET
    @ReadOnly
    public List<Item> all() {
        return products.inOrder().stream().map(Item::of).toList();
    }
}
