// SPDX-License-Identifier: Apache-2.0
package io.bindkey.managers;

import io.bindkey.commit.InOrder;
import io.bindkey.unit.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The companions of the entity managers of one context or transaction. Used by one thread at a time. */
public final class Companions {

    /** Hardly ever there are any. */
    private Map<Unit, Companion> open = Map.of();

    /** {@return that of a bind, opened when it is asked for first} */
    public Companion of(Unit unit, Supplier<Companion> opener) {
        Companion known = open.get(unit);
        if (known == null) {
            known = opener.get();
            if (open.isEmpty()) {
                open = new TreeMap<>();
            }
            open.put(unit, known);
        }
        return known;
    }

    public void beforeCommit() {
        if (!open.isEmpty()) {
            open.values().forEach(Companion::beforeCommit);
        }
    }

    /** Closes all, also when one fails. */
    public void close() {
        if (open.isEmpty()) {
            return;
        }
        List<Companion> ending = List.copyOf(open.values());
        open.clear();
        InOrder.forEach(ending, Companion::close);
    }
}
