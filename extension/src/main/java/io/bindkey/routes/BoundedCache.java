// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps about the most recently used entries, in two generations: when the young one is full it becomes the old one,
 * and what is not used again before the next turn is forgotten. Reading takes no lock. Safe for use by several threads.
 */
final class BoundedCache<K, V> {

    private final int generationSize;
    private volatile ConcurrentHashMap<K, V> young = new ConcurrentHashMap<>();
    private volatile ConcurrentHashMap<K, V> old = new ConcurrentHashMap<>();

    /**
     * @param maxSize how many entries it keeps at the most, but for those that arrive while it turns
     */
    BoundedCache(int maxSize) {
        this.generationSize = maxSize / 2;
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        if (value == null) {
            value = old.get(key);
            if (value != null) {
                put(key, value);
            }
        }
        return value;
    }

    void put(K key, V value) {
        young.put(key, value);
        if (young.size() > generationSize) {
            turn();
        }
    }

    private synchronized void turn() {
        if (young.size() > generationSize) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
