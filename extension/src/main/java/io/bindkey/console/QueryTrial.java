// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.Binds;
import io.bindkey.RollingBack;
import io.bindkey.message.ConsoleFailures;
import io.bindkey.message.ConsoleWords;
import io.bindkey.routes.NamedEntity;
import io.bindkey.routes.Routes;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Says where a query goes and why, and what it reads. */
final class QueryTrial {

    private static final int MOST_ROWS = 50;
    private static final int MILLISECONDS = 10_000;

    private final Application application;
    private final Routes routes;

    QueryTrial(Application application) {
        this.application = application;
        this.routes = application.routing().routes();
    }

    /** {@return where a text goes; nothing of it is run} */
    Map<String, @Nullable Object> explain(String text) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("bind", null);
        shown.put("refusal", null);
        shown.put("reads", routes.onlyReads(text));
        List<NamedEntity> named = routes.named(text);
        shown.put("named", named.stream().map(this::named).toList());
        try {
            shown.put("bind", routes.ofText(text).key());
            shown.put("why", named.isEmpty() ? ConsoleWords.namesNothing() : null);
        } catch (RuntimeException e) {
            shown.put("refusal", application.reason(e));
        }
        return shown;
    }

    private Map<String, Object> named(NamedEntity entity) {
        List<Object> bearers = new ArrayList<>();
        entity.bearers()
                .forEach(
                        (name, unit) -> bearers.add(Map.of("class", name, "bind", unit.key(), "why", why(name, unit))));
        return Map.of("name", entity.name(), "entities", bearers);
    }

    private String why(String className, Unit unit) {
        return unit.entities().stream()
                .filter(entity -> entity.getName().equals(className))
                .findFirst()
                .map(entity -> application.origin().apply(entity, unit))
                .orElse("");
    }

    /** {@return the first rows of a query that reads, in a context of its own, of which nothing is kept} */
    Map<String, Object> run(String text) {
        if (!routes.onlyReads(text)) {
            throw ConsoleFailures.notReading();
        }
        Unit unit = routes.ofText(text);
        AtomicReference<@Nullable Map<String, Object>> result = new AtomicReference<>();
        application.inRequest().accept(() -> result.set(readOnly(unit, text)));
        return Objects.requireNonNull(result.get());
    }

    private Map<String, Object> readOnly(Unit unit, String text) {
        Binds binds = application.routing().binds();
        if (new ReadingUnit(unit).readsApart()) {
            return binds.readOnly(() -> read(unit, text));
        }
        try (RollingBack all = binds.rollingBack()) {
            Objects.requireNonNull(all);
            return binds.readOnly(() -> read(unit, text));
        }
    }

    private Map<String, Object> read(Unit unit, String text) {
        long before = application.statements().number();
        long start = System.nanoTime();
        Query query = application
                .routing()
                .router()
                .createQuery(text)
                .setHint("jakarta.persistence.query.timeout", MILLISECONDS)
                .setMaxResults(MOST_ROWS + 1);
        List<?> rows = query.getResultList();
        long nanos = System.nanoTime() - start;
        Rows shown = new Rows(unit, application.passwords());
        Map<String, Object> result = shown.of(rows.subList(0, Math.min(rows.size(), MOST_ROWS)));
        result.put("bind", unit.key());
        result.put("more", rows.size() > MOST_ROWS);
        result.put("statements", application.statements().texts(before));
        result.put("millis", nanos / 1_000_000);
        return result;
    }
}
