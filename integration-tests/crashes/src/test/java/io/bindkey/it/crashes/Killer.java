// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ends sessions of the databases, by connections of its own, and counts them. */
final class Killer implements AutoCloseable {

    private final Databases databases;
    private final ExecutorService watcher = Executors.newCachedThreadPool();
    private final Map<Product, Integer> killed = new EnumMap<>(Product.class);

    Killer(Databases databases) {
        this.databases = databases;
    }

    void kill(Product product, long session) throws InterruptedException {
        product.kill(databases.of(product), session);
        synchronized (killed) {
            killed.merge(product, 1, Integer::sum);
        }
    }

    /** Runs a query that does not end by itself, and kills its session in the middle of it. */
    void killIn(Product product, long session, Runnable query) throws Exception {
        Future<?> kill = watcher.submit(() -> {
            if (!Databases.becomesTrue(() -> product.isAsleep(databases.of(product), session))) {
                throw new IllegalStateException("Session " + session + " of " + product + " runs no query");
            }
            kill(product, session);
            return product;
        });
        try {
            query.run();
        } finally {
            kill.get(2, TimeUnit.MINUTES);
        }
    }

    int killed() {
        synchronized (killed) {
            return killed.values().stream().mapToInt(count -> count).sum();
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
