// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import io.bindkey.message.RoutingFailures;
import io.bindkey.unit.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knows the bind of a JPQL text by the entities that it names. Safe for use by several threads. */
final class TextRoutes {

    /** What a statement begins with that only reads. */
    private static final Set<String> READING = Set.of("select", "from", "with");

    private final RoutingIndex index;
    private final BoundedCache<String, Unit> known = new BoundedCache<>(2048);

    TextRoutes(RoutingIndex index) {
        this.index = index;
    }

    /**
     * {@return the bind of every entity that the text names, the default bind when it names none}
     *
     * @throws io.bindkey.CrossBindException when there are several
     * @throws io.bindkey.UnroutableException when a name is ambiguous, or none is named and there is no default bind
     * @throws IllegalArgumentException when a name is no entity's
     */
    Unit of(String text) {
        Unit unit = known.get(text);
        if (unit == null) {
            // Failures are not kept: they come with the text that caused them, which may be different each time.
            unit = route(text);
            known.put(text, unit);
        }
        return unit;
    }

    private Unit route(String text) {
        Map<String, String> bindsByEntity = new LinkedHashMap<>();
        Unit unit = null;
        for (String name : JpqlScanner.entityNames(text)) {
            unit = index.ofEntityName(name);
            bindsByEntity.put(name, unit.key());
        }
        if (unit == null) {
            return index.defaultUnit().orElseThrow(() -> RoutingFailures.nothingNamed(text, index.keys()));
        }
        Set<String> binds = new TreeSet<>(bindsByEntity.values());
        if (binds.size() > 1) {
            throw index.crossing(bindsByEntity);
        }
        return unit;
    }

    /** {@return what each name in a text stands for} */
    List<NamedEntity> named(String text) {
        return JpqlScanner.entityNames(text).stream()
                .map(name -> new NamedEntity(name, index.bearers(name)))
                .toList();
    }

    static boolean onlyReads(String text) {
        JpqlToken first = new JpqlTokens(text).at(0);
        return first.is("(") || READING.contains(first.keyword());
    }
}
