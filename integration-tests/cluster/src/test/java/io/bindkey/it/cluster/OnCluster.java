// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Has three nodes, each of which takes reads and writes, and an empty database on them before each test. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnCluster {

    private static final Map<String, String> CREATED = Map.of(
            "binds.auth.schema.strategy", "create",
            "binds.auth.schema.load-script", "accounts.sql",
            "binds.auth.schema.allow-drop", "true");

    private GaleraCluster cluster;

    @BeforeAll
    void findCluster() throws IOException, InterruptedException {
        cluster = GaleraCluster.shared();
    }

    @BeforeEach
    void isEmpty() throws SQLException {
        cluster.emptyDatabase();
    }

    final GaleraCluster cluster() {
        return cluster;
    }

    final Application first(String... more) {
        return on(0, with(CREATED, more));
    }

    final Application on(int node, Map<String, String> properties) {
        return Application.on(cluster(), node, properties);
    }

    static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    interface Task<T> {
        T run() throws Exception;
    }

    static <T> List<T> together(Task<T> one, Task<T> other) {
        CyclicBarrier begin = new CyclicBarrier(2);
        List<CompletableFuture<T>> both = new ArrayList<>();
        for (Task<T> task : List.of(one, other)) {
            both.add(CompletableFuture.supplyAsync(() -> {
                try {
                    begin.await();
                    return task.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        return both.stream().map(CompletableFuture::join).toList();
    }
}
