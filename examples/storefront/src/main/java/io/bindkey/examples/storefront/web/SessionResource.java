// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.examples.storefront.auth.DemoCustomers;
import io.bindkey.examples.storefront.auth.GiftCards;
import io.bindkey.examples.storefront.auth.SignIn;
import io.bindkey.examples.storefront.landing.Account;
import io.bindkey.examples.storefront.miles.MilesAccounts;
import io.bindkey.examples.storefront.rewards.PointsAccounts;
import jakarta.data.exceptions.DataException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs in and out, and tells who is there. */
@Path("session")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionResource {

    @Inject
    Visitor visitor;

    @Inject
    DemoCustomers demo;

    @Inject
    SignIn signIn;

    @Inject
    GiftCards cards;

    @Inject
    PointsAccounts points;

    @Inject
    MilesAccounts miles;

    /** What somebody signs in with. */
    public record Credentials(
            @NotBlank String name, @NotBlank String password) {}

    /** Who is there, and what can be spent, in cents; null for nobody, and where a database does not tell. */
    public record Me(
            @Nullable String name,
            boolean manager,
            @Nullable Long card,
            @Nullable Long points,
            @Nullable Long miles) {}

    @GET
    public Me me() {
        return visitor.name()
                .map(name -> new Me(
                        name,
                        visitor.isManager(),
                        balance(() -> cards.of(name)),
                        balance(() -> points.of(name)),
                        balance(() -> miles.of(name))))
                .orElseGet(() -> new Me(null, false, null, null, null));
    }

    @POST
    public Me signIn(@Valid @NotNull Credentials credentials, @Context HttpServletRequest request) {
        demo.provide();
        visitor.is(signIn.known(credentials.name(), credentials.password())
                .orElseThrow(() -> new NotAuthorizedException("Name and password do not fit.", "Session")));
        // Whoever knew the session before is not the one who has signed in.
        request.changeSessionId();
        return me();
    }

    @DELETE
    public void signOut(@Context HttpServletRequest request) {
        request.getSession().invalidate();
    }

    private static @Nullable Long balance(Supplier<Optional<? extends Account>> account) {
        try {
            return account.get().map(Account::balance).orElse(null);
        } catch (PersistenceException | DataException lost) {
            return null;
        }
    }
}
