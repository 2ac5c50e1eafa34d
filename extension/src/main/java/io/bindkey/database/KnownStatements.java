// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which statements write, for a provider sends the same texts again and again, and telling it takes longer than
 * preparing them. Safe for use by several threads.
 */
final class KnownStatements {

    /** Texts with literals inside of them are new each time: a memory that is full of those begins anew. */
    private static final int LIMIT = 1_000;

    /** Longer ones are not worth the room. */
    private static final int LONGEST = 4_000;

    private final Map<String, Boolean> writes = new ConcurrentHashMap<>();

    boolean writes(String sql) {
        Boolean known = writes.get(sql);
        return known == null ? find(sql) : known;
    }

    private boolean find(String sql) {
        boolean found = SqlText.writes(sql);
        if (sql.length() <= LONGEST) {
            if (writes.size() >= LIMIT) {
                writes.clear();
            }
            writes.put(sql, found);
        }
        return found;
    }
}
