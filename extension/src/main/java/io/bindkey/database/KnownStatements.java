// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what statements do, for a provider sends the same texts again and again, and telling it takes longer than
 * preparing them. Safe for use by several threads.
 */
final class KnownStatements {

    /** Texts with literals inside of them are new each time: a memory that is full of those begins anew. */
    private static final int LIMIT = 1_000;

    /** Longer ones are not worth the room. */
    private static final int LONGEST = 4_000;

    private final Map<String, SqlKind> kinds = new ConcurrentHashMap<>();

    SqlKind kind(String sql) {
        SqlKind known = kinds.get(sql);
        return known == null ? find(sql) : known;
    }

    private SqlKind find(String sql) {
        SqlKind found = SqlText.kind(sql);
        if (sql.length() <= LONGEST) {
            if (kinds.size() >= LIMIT) {
                kinds.clear();
            }
            kinds.put(sql, found);
        }
        return found;
    }
}
