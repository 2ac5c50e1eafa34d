// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.examples.storefront.shop.Checkout;
import io.bindkey.examples.storefront.shop.Orders;
import io.bindkey.examples.storefront.shop.PayBy;
import io.bindkey.examples.storefront.shop.PlacedOrder;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The orders of who has signed in. */
@Path("orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OrderResource {

    @Inject
    Visitor visitor;

    @Inject
    Checkout checkout;

    @Inject
    Orders orders;

    /** What somebody wants to buy. */
    public record Wish(
            @NotNull Long product,
            @NotNull @Min(1) @Max(99) Integer quantity,
            @NotNull PayBy payBy) {}

    /** What was bought. */
    public record Placed(long number, String text) {

        static Placed of(PlacedOrder order) {
            return new Placed(order.id(), order.text());
        }
    }

    @POST
    public Response place(@Valid @NotNull Wish wish) {
        PlacedOrder order = checkout.place(visitor.known(), wish.product(), wish.quantity(), wish.payBy());
        return Response.status(Status.CREATED).entity(Placed.of(order)).build();
    }

    @GET
    public List<Placed> mine() {
        return orders.of(visitor.known()).stream().map(Placed::of).toList();
    }
}
