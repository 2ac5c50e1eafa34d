// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The binds of an application, each with its watch where its connections can be watched. */
final class WatchedBinds {

    private final Map<String, BindWatch> watches = new LinkedHashMap<>();
    private final Set<String> keys;

    WatchedBinds(Map<String, TestConfiguration.Bind> binds) {
        this.keys = binds.keySet();
        binds.forEach((key, bind) -> bind.url().ifPresent(url -> {
            BindWatch watch = new BindWatch(key);
            watches.put(key, watch);
            Watches.add(url, watch);
        }));
    }

    Set<String> keys() {
        return keys;
    }

    Stream<BindWatch> watches() {
        return watches.values().stream();
    }

    BindWatch watch(String key) {
        BindWatch watch = watches.get(key);
        if (watch != null) {
            return watch;
        }
        throw keys.contains(key) ? TestFailures.unwatched(key) : TestFailures.unknownBind(key, keys);
    }

    boolean isWatched(String key) {
        return watches.containsKey(key);
    }
}
