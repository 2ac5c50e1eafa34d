// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which bind a url belongs to. The pool makes drivers by the name of their class, so they find their way here by what they are
 * told to connect to; no two binds of a test have one url.
 */
final class Watches {

    private static final Map<String, BindWatch> BY_URL = new ConcurrentHashMap<>();

    private Watches() {}

    static void add(String url, BindWatch watch) {
        BY_URL.put(url, watch);
    }

    static boolean has(String url) {
        return BY_URL.containsKey(url);
    }

    static void remove(String url) {
        BY_URL.remove(url);
    }

    static @Nullable BindWatch of(String url) {
        return BY_URL.get(url);
    }
}
