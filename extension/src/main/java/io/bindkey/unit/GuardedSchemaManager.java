// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.SchemaReport.Action;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.SchemaValidationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The standard's way to do what {@code SchemaOps} does, on one bind or on several. Touched only with Jakarta Persistence 3.2,
 * where schema managers are new.
 */
public final class GuardedSchemaManager implements SchemaManager {

    private final List<Unit> units;
    private final SchemaDoor door;

    private GuardedSchemaManager(List<Unit> units, SchemaDoor door) {
        this.units = List.copyOf(units);
        this.door = door;
    }

    /** Declares the interface, which the verifier of 3.1 would look for where it is not declared. */
    public static SchemaManager of(List<Unit> units, SchemaDoor door) {
        return new GuardedSchemaManager(units, door);
    }

    @Override
    public void create(boolean createSchemas) {
        door.change(Action.CREATE, units, createSchemas);
    }

    /** Database schemas stay in any case: nobody knows whose they are. */
    @Override
    public void drop(boolean dropSchemas) {
        door.change(Action.DROP, units, false);
    }

    @Override
    public void truncate() {
        door.change(Action.TRUNCATE, units, false);
    }

    /** Looks at all binds before it throws. */
    @Override
    public void validate() throws SchemaValidationException {
        Map<String, SchemaValidationException> failures = new LinkedHashMap<>();
        for (Unit unit : units) {
            try {
                validate(unit);
            } catch (SchemaValidationException e) {
                failures.put("bind '" + unit.key() + "': " + e.getMessage(), e);
            }
        }
        if (!failures.isEmpty()) {
            throw new SchemaValidationException(
                    String.join("; ", failures.keySet()), failures.values().toArray(Exception[]::new));
        }
    }

    /** A provider without a service of ours does it in its own way, which touches nothing. */
    private void validate(Unit unit) throws SchemaValidationException {
        if (!unit.provider().hasSchemaService()) {
            unit.factory().getSchemaManager().validate();
            return;
        }
        List<String> differences = door.differences(unit);
        if (!differences.isEmpty()) {
            throw new SchemaValidationException(String.join("; ", differences));
        }
    }
}
