// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.config.AcrossBinds;
import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Decides whether one transaction may write to several binds that cannot be committed as one. Immutable. */
final class WritePolicy {

    private final AcrossBinds across;

    WritePolicy(AcrossBinds across) {
        this.across = across;
    }

    /** The binds that one transaction has written to, by their place in key order. */
    static final class Writers {

        private final NavigableMap<Integer, Unit> written = new TreeMap<>();

        boolean contains(Unit unit) {
            return written.containsKey(unit.index());
        }

        int size() {
            return written.size();
        }
    }

    /**
     * Called before a bind's write reaches its database.
     *
     * @throws io.bindkey.CrossBindWriteException when another bind was written to and the policy forbids a second
     */
    void beforeWrite(Writers writers, Unit unit) {
        if (writers.contains(unit)) {
            return;
        }
        if (across == AcrossBinds.FAIL && !writers.written.isEmpty()) {
            Unit first = writers.written.values().iterator().next();
            throw Failures.crossBindWrite(first.key(), unit.key());
        }
        writers.written.put(unit.index(), unit);
    }
}
