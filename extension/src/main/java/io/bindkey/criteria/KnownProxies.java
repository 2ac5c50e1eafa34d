// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy stands for which object, by identity.
 *
 * <p>Most queries have a few dozen objects, each made once and hardly ever asked for: a look along an array costs much
 * less than the identity hash code that each of them would need for a map. Large ones have the map.
 */
final class KnownProxies {

    private static final int FEW = 64;

    /** Objects and their proxies in turn. */
    private @Nullable Object[] pairs = {};

    private int used;
    private @Nullable IdentityHashMap<Object, Object> many;

    @Nullable
    Object get(Object real) {
        if (many != null) {
            return many.get(real);
        }
        // The youngest first: it is what the next call is mostly about.
        for (int i = used - 2; i >= 0; i -= 2) {
            if (pairs[i] == real) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** Adds one that is not there yet. */
    void add(Object real, Object proxy) {
        if (many != null) {
            many.put(real, proxy);
        } else if (used == 2 * FEW) {
            many = new IdentityHashMap<>(2 * FEW);
            for (int i = 0; i < used; i += 2) {
                many.put(pairs[i], pairs[i + 1]);
            }
            pairs = new Object[0];
            many.put(real, proxy);
        } else {
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, used == 0 ? FEW : 2 * FEW);
            }
            pairs[used++] = real;
            pairs[used++] = proxy;
        }
    }
}
