// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.SchemaReport.Action;
import io.bindkey.unit.Unit;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.SchemaValidationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The schemas of all binds, under the same guards as {@code SchemaOps}. Touched only with Jakarta Persistence 3.2, where
 * schema managers are new.
 */
final class RouterSchemas implements SchemaManager {

    private final RoutingIndex index;
    private final Consumer<Action> guard;

    private RouterSchemas(RoutingIndex index, Consumer<Action> guard) {
        this.index = index;
        this.guard = guard;
    }

    /** Declares the interface, which the verifier of 3.1 would look for where it is not declared. */
    static SchemaManager of(RoutingIndex index, Consumer<Action> guard) {
        return new RouterSchemas(index, guard);
    }

    @Override
    public void create(boolean createSchemas) {
        guard.accept(Action.CREATE);
        index.active().forEach(unit -> of(unit).create(createSchemas));
    }

    @Override
    public void drop(boolean dropSchemas) {
        guard.accept(Action.DROP);
        List<Unit> reversed = new ArrayList<>(index.active());
        Collections.reverse(reversed);
        reversed.forEach(unit -> of(unit).drop(dropSchemas));
    }

    /** Looks at all binds before it throws. */
    @Override
    public void validate() throws SchemaValidationException {
        Map<String, SchemaValidationException> failures = new LinkedHashMap<>();
        for (Unit unit : index.active()) {
            try {
                of(unit).validate();
            } catch (SchemaValidationException e) {
                failures.put("bind '" + unit.key() + "': " + e.getMessage(), e);
            }
        }
        if (!failures.isEmpty()) {
            throw new SchemaValidationException(
                    String.join("; ", failures.keySet()), failures.values().toArray(Exception[]::new));
        }
    }

    @Override
    public void truncate() {
        guard.accept(Action.TRUNCATE);
        index.active().forEach(unit -> of(unit).truncate());
    }

    private static SchemaManager of(Unit unit) {
        return unit.factory().getSchemaManager();
    }
}
