// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.BindKey;
import io.bindkey.SchemaOps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.function.Consumer;

/** What {@code tell} of {@code app.py} does. */
@ApplicationScoped
public class Day {

    @Inject
    SchemaOps schema;

    @Inject
    Tables tables;

    @Inject
    Office office;

    public void tell(Consumer<String> print) throws SQLException {
        schema.drop(); // what an earlier run may have left
        schema.create();
        print.accept("All created: " + tables.listed());

        Long gull = office.moor("Gull");
        Long ann = office.enrol("Ann", "coast", "sea");
        Long ben = office.enrol("Ben");
        office.note(new Tide(), "high at six");
        office.note(new Storm(), "from the west");
        office.sail(gull, ann);
        print.accept("Tides: " + office.notes(Tide.class) + ", storms: " + office.notes(Storm.class));

        print.accept("Renamed: " + office.rename("Ann", "Anna"));
        print.accept("Trips: " + office.trips());

        office.grant(ben, 1);
        print.accept("Licences of Ben: " + office.licences("Ben") + ", of all: " + office.granted());
        print.accept("Sailors, without the session: " + office.sailorsByHand());

        schema.drop("auth");
        print.accept("One dropped: " + tables.listed());
        schema.create("auth");
        schema.drop("meta", BindKey.DEFAULT);
        print.accept("One created, two dropped: " + tables.listed());
        schema.drop();
        print.accept("All dropped: " + tables.listed());
    }
}
