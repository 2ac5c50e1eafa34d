// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.rules;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows what is forbidden, which only this bean can tell. */
@ApplicationScoped
public class Permits {

    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();

    public void forbid(String word) {
        forbidden.add(word);
    }

    public boolean allow(String word) {
        return !forbidden.contains(word);
    }
}
