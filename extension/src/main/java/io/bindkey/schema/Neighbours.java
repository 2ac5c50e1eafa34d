// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaReport.Action;
import io.bindkey.message.SchemaFailures;
import io.bindkey.schema.SchemaTool.Objects;
import io.bindkey.unit.Unit;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The other binds on the database of one, to see that none of theirs is removed. */
final class Neighbours {

    private static final Logger LOG = System.getLogger(Neighbours.class.getName());

    private final SchemaTools tools;
    private final List<Unit> units;
    private final boolean mayOpen;

    private Neighbours(SchemaTools tools, List<Unit> units, boolean mayOpen) {
        this.tools = tools;
        this.units = List.copyOf(units);
        this.mayOpen = mayOpen;
    }

    /**
     * {@return those of a bind that is open; they are opened where they are not}
     *
     * @param units the binds that share the database and are not worked on
     */
    static Neighbours opened(SchemaTools tools, List<Unit> units) {
        return new Neighbours(tools, units, true);
    }

    /** {@return those of a bind that is being opened or closed, in whose midst no other one can be opened} */
    static Neighbours asTheyAre(SchemaTools tools, List<Unit> units) {
        return new Neighbours(tools, units, false);
    }

    /** Refuses to remove a table or sequence that is also in the mapping of a neighbour. */
    void check(Unit unit, SchemaTool tool, Connection connection, Action action) throws SQLException {
        if (units.isEmpty()) {
            return;
        }
        List<ObjectName> own = names(tool.objects(), new Catalog(connection));
        for (Unit neighbour : units) {
            Catalog catalog = new Catalog(connection);
            List<ObjectName> theirs = mayOpen || neighbour.isOpen()
                    ? names(neighbour, action).orElseGet(() -> namesOffline(neighbour, catalog, action))
                    : namesOffline(neighbour, catalog, action);
            own.stream().filter(theirs::contains).findFirst().ifPresent(shared -> {
                throw SchemaFailures.sharedWithBind(unit.key(), shared.name(), neighbour.key());
            });
        }
    }

    /** By a connection of the neighbour's own, which may begin in another schema. */
    private Optional<List<ObjectName>> names(Unit neighbour, Action action) {
        try (Connection connection = neighbour.unguardedDataSource().getConnection()) {
            return Optional.of(names(tools.of(neighbour, action).objects(), new Catalog(connection)));
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "Bind '" + neighbour.key() + "' cannot be opened for its mapping", e);
            return Optional.empty();
        }
    }

    private static List<ObjectName> namesOffline(Unit neighbour, Catalog catalog, Action action) {
        try {
            return names(SchemaTools.objectsOffline(neighbour, action), catalog);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "The mapping of bind '" + neighbour.key() + "' is not known", e);
            return List.of();
        }
    }

    private static List<ObjectName> names(Objects objects, Catalog catalog) {
        List<ObjectName> names = new ArrayList<>();
        Stream.concat(
                        objects.tables().stream().map(SchemaTool.OwnTable::name),
                        objects.sequences().stream().map(SchemaTool.OwnSequence::name))
                .forEach(name -> names.add(catalog.resolved(name)));
        return names;
    }
}
