// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.SchemaOps;
import io.bindkey.SchemaOpsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the binds, which each test finds as they were made. Used by one thread at a time. */
final class TestTables {

    private final SchemaOps schema;
    private final TestConfiguration configuration;
    private final WatchedBinds watched;

    /** The binds in which a statement has run since their tables were made: ids may be used up, if nothing else. */
    private final Set<String> used = new HashSet<>();

    TestTables(SchemaOps schema, TestConfiguration configuration, WatchedBinds watched) {
        this.schema = schema;
        this.configuration = configuration;
        this.watched = watched;
    }

    /** Makes those anew whose ids were used up, unless something is there for all tests of a class. */
    void beginIdsAnew() {
        empty(watched.watches()
                .filter(watch -> used.contains(watch.key()) && !watch.isChangedBetween())
                .map(BindWatch::key)
                .filter(key -> !isMigrated(key))
                .toList());
    }

    /**
     * A test has ended: what was committed goes.
     *
     * @param committed whether all of it was, so that also those go of which nobody knows
     */
    void empty(boolean committed) {
        List<String> changed = new ArrayList<>();
        configuration.binds().keySet().forEach(key -> {
            boolean touched = watched.isWatched(key) ? watched.watch(key).isTouched() : committed;
            if (touched) {
                used.add(key);
            }
            if (touched && (committed || watched.watch(key).isChanged())) {
                changed.add(key);
            }
        });
        empty(changed);
    }

    /** What the class has committed between its tests is not for the next one. */
    void endClass() {
        empty(watched.watches()
                .filter(BindWatch::isChangedBetween)
                .map(BindWatch::key)
                .toList());
    }

    /** A database that others may be copies of is left with its schema alone. */
    void leaveSchema() {
        List<String> kept = new ArrayList<>();
        configuration.binds().forEach((key, bind) -> {
            boolean worthKeeping = !bind.migrated()
                    && bind.database().filter(TestDatabase::isWorthKeeping).isPresent();
            if (worthKeeping && !areAsMade(key)) {
                kept.add(key);
            }
        });
        empty(kept);
    }

    /** {@return whether nothing has happened to those of one bind} */
    boolean areAsMade(String key) {
        return watched.isWatched(key)
                && !used.contains(key)
                && !watched.watch(key).isChangedBetween();
    }

    private void empty(List<String> keys) {
        Map<Boolean, List<String>> byTool = keys.stream().collect(Collectors.partitioningBy(this::isMigrated));
        List<String> recreated = byTool.getOrDefault(false, List.of());
        List<String> truncated = byTool.getOrDefault(true, List.of());
        try {
            if (!recreated.isEmpty()) {
                schema.recreate(recreated);
                recreated.forEach(used::remove);
            }
            if (!truncated.isEmpty()) {
                schema.truncate(truncated);
            }
        } catch (SchemaOpsException e) {
            throw TestFailures.notEmptied(keys, e);
        }
        Stream.of(recreated, truncated)
                .flatMap(List::stream)
                .filter(watched::isWatched)
                .forEach(key -> watched.watch(key).settle());
    }

    private boolean isMigrated(String key) {
        TestConfiguration.Bind bind = configuration.binds().get(key);
        return bind != null && bind.migrated();
    }
}
