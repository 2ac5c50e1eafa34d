// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.shared;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A bean that the entity listener writes to. */
@ApplicationScoped
public class Journal {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public void add(String line) {
        lines.add(line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
