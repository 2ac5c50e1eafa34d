// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaReport.Action;
import io.bindkey.message.SchemaFailures;
import io.bindkey.unit.Unit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what knows the schema of a unit. Safe for use by several threads. */
final class SchemaTools {

    /** For each unit one: its mapping stays as it is, and Hibernate writes all statements as the tool is made. */
    private final Map<Unit, Made> made = new ConcurrentHashMap<>();

    private record Made(Object mapping, SchemaTool tool) {}

    /** {@return what knows the schema of a unit, which is opened if it is not open} */
    SchemaTool of(Unit unit, Action action) {
        // The unit has a model of the mapping only where Hibernate is its provider.
        Optional<Object> mapping = unit.mapping();
        return mapping.isPresent() ? known(unit, mapping.get()) : standard(unit, action);
    }

    private SchemaTool known(Unit unit, Object mapping) {
        return made.compute(
                        unit,
                        (same, known) -> known != null && known.mapping() == mapping
                                ? known
                                : new Made(mapping, hibernate(unit, mapping)))
                .tool();
    }

    /** {@return the statements of an operation; a unit that is not open stays so} */
    List<String> script(Unit unit, Action action) {
        if (unit.isOpen()) {
            return of(unit, action).script(action);
        }
        if (unit.provider().showsMapping()) {
            // While the model is there: its factory is closed afterwards.
            return unit.offline()
                    .withMapping(mapping -> hibernate(unit, mapping).script(action));
        }
        return standard(unit, action).script(action);
    }

    /** {@return the tables and sequences of a unit that is not open, and stays so} */
    static SchemaTool.Objects objectsOffline(Unit unit, Action action) {
        return unit.provider().showsMapping()
                ? unit.offline().withMapping(mapping -> hibernate(unit, mapping).objects())
                : standard(unit, action).objects();
    }

    /** {@return what knows the schema of a unit that is being opened or closed} */
    static SchemaTool of(Unit unit, Optional<Object> mapping, Action action) {
        return mapping.map(model -> hibernate(unit, model)).orElseGet(() -> standard(unit, action));
    }

    private static SchemaTool hibernate(Unit unit, Object mapping) {
        return new HibernateSchemaTool(
                unit.key(), mapping, unit.settings().schema().createSchemas());
    }

    private static SchemaTool standard(Unit unit, Action action) {
        if (!unit.provider().writesScripts()) {
            throw SchemaFailures.notWithProvider(
                    action, unit.key(), unit.provider().name());
        }
        return new StandardSchemaTool(unit);
    }
}
