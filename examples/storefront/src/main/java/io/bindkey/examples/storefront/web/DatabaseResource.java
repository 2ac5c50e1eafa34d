// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.BindState;
import io.bindkey.Binds;
import io.bindkey.examples.storefront.landing.Landed;
import io.bindkey.examples.storefront.landing.Landings;
import io.bindkey.examples.storefront.landing.Landings.Database;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases of the application, and the switch of each where somebody has given us one. */
@Path("databases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DatabaseResource {

    @Inject
    Landings landings;

    @Inject
    Binds binds;

    @Inject
    Switches switches;

    /** A row that has landed. */
    public record Row(String at, String text) {

        static Row of(Landed landed) {
            return new Row(landed.at().toString(), landed.text());
        }
    }

    /** A database; {@code running} is null where nobody can stop it from here. */
    public record State(
            String key,
            String transaction,
            String state,
            String since,
            @Nullable String problem,
            long rows,
            List<Row> newest,
            List<String> replicas,
            @Nullable Boolean running) {}

    /** Whether a database shall run. */
    public record Wanted(@NotNull Boolean running) {}

    @GET
    public List<State> all() {
        Map<String, Boolean> running = switches.running();
        return landings.all().stream()
                .map(database -> state(database, running.get(database.key())))
                .toList();
    }

    @POST
    @Path("{key}")
    public void turn(@PathParam("key") String key, @Valid @NotNull Wanted wanted) {
        switches.turn(binds.get(key).key(), wanted.running());
    }

    private State state(Database database, @Nullable Boolean running) {
        BindState state = database.state();
        return new State(
                database.key(),
                database.transaction(),
                state.status().word(),
                state.since().toString(),
                state.problem().map(problem -> problem.code()).orElse(null),
                database.rows(),
                database.newest().stream().map(Row::of).toList(),
                binds.get(database.key()).replicas().stream()
                        .map(replica ->
                                replica.name() + " " + replica.status().name().toLowerCase(java.util.Locale.ROOT))
                        .toList(),
                running);
    }
}
