// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.SchemaScript;
import io.bindkey.message.Secrets;
import io.bindkey.unit.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of each bind, what differs in the database, and the statements that would make them. Nothing is changed. */
final class Tables {

    private final Application application;

    Tables(Application application) {
        this.application = application;
    }

    /** A bind that is not open is not opened for this. */
    Map<String, Object> all() {
        List<Object> binds = new ArrayList<>();
        for (Unit unit : application.units()) {
            Map<String, @Nullable Object> bind = new LinkedHashMap<>();
            bind.put("key", unit.key());
            bind.put("active", unit.settings().active());
            bind.put("compared", false);
            bind.put("differences", List.of());
            bind.put("tables", List.of());
            bind.put("failure", null);
            if (unit.settings().active()) {
                try {
                    add(unit, bind);
                } catch (RuntimeException e) {
                    bind.put("failure", application.reason(e));
                }
            }
            binds.add(bind);
        }
        return Map.of("binds", binds);
    }

    private void add(Unit unit, Map<String, @Nullable Object> bind) {
        bind.put("tables", application.schemas().tables(unit));
        if (unit.isOpen()) {
            Outcome outcome = application
                    .schemas()
                    .validate(unit.key())
                    .outcome(unit.key())
                    .orElseThrow();
            bind.put("compared", outcome.succeeded());
            bind.put(
                    "differences",
                    outcome.differences().stream()
                            .map(SchemaDifference::toString)
                            .toList());
            outcome.failure().ifPresent(failure -> bind.put("failure", application.reason(failure)));
        }
    }

    /** {@return the statements of an operation, {@code create} unless another is asked for} */
    Map<String, Object> script(Request request) {
        String action = request.parameter("action");
        List<SchemaScript> scripts = application
                .schemas()
                .script(
                        action.isEmpty() ? Action.CREATE : Action.valueOf(action.toUpperCase(Locale.ROOT)),
                        request.parameter("bind"));
        return Map.of(
                "statements",
                scripts.stream()
                        .flatMap(script -> script.statements().stream())
                        .map(Secrets::mask)
                        .toList());
    }
}
