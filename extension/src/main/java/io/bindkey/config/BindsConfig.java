// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The whole configuration. Immutable.
 *
 * @param binds the configured binds by key, in key order
 * @param across the policy across binds
 * @param recovery what becomes of transactions in doubt
 * @param unkeyedEntities where unkeyed entities go, empty when the user did not say
 * @param maintenance whether nothing happens by itself: binds open at first use, and no schema is changed then
 * @param console whether there is one
 */
public record BindsConfig(
        NavigableMap<String, BindSettings> binds,
        AcrossBinds across,
        RecoverySettings recovery,
        Optional<UnkeyedEntities> unkeyedEntities,
        boolean maintenance,
        ConsoleSettings console) {

    /** Key order: the default bind first, then alphabetically. */
    public static final Comparator<String> KEY_ORDER = Comparator.comparing(
                    (String key) -> !key.equals(io.bindkey.BindKey.DEFAULT))
            .thenComparing(Comparator.naturalOrder());
}
