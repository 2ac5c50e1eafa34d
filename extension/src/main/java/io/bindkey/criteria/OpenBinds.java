// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.Unit;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where to try out what belongs to no bind yet, and what a refusal there means. */
record OpenBinds(RoutingIndex index) {

    /** What shall not take selections that do not fit together (Jakarta Persistence, chapter 6). */
    private static final Set<String> CHECKED = Set.of("array", "construct", "multiselect", "select", "tuple");

    List<Unit> units() {
        List<Unit> open = new ArrayList<>(1);
        for (Unit unit : index.units()) {
            if (unit.isOpen()) {
                open.add(unit);
            }
        }
        return open;
    }

    /**
     * {@return whether no bind will take a call that those which are open refuse} The others may have types and functions
     * that these lack. But what the standard has refused is the same everywhere.
     */
    boolean isFinal(RuntimeException refusal, Method method) {
        return (refusal instanceof IllegalArgumentException && CHECKED.contains(method.getName()))
                || index.active().stream().allMatch(Unit::isOpen);
    }
}
