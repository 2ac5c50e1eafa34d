// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Takes all connections of a bind at the same time. */
final class FullPool {

    private final Units units;
    private final Product product;
    private final int size;

    FullPool(Units units, Product product, int size) {
        this.units = units;
        this.product = product;
        this.size = size;
    }

    /**
     * What came of it.
     *
     * @param sessions of the connections that were held at the same time
     * @param failures of the calls that held none, or could not commit
     */
    record Result(Set<Long> sessions, List<Exception> failures) {}

    /** Something to be done with each connection. */
    interface Use {
        void on(Product product) throws Exception;
    }

    /** Begins as many transactions as there should be connections. None ends before each has read, or has failed. */
    Result held() throws Exception {
        return held(any -> {});
    }

    Result held(Use use) throws Exception {
        CountDownLatch arrived = new CountDownLatch(size);
        Set<Long> sessions = new TreeSet<>();
        List<Exception> failures = new ArrayList<>();
        List<Callable<FullPool>> calls = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            calls.add(() -> {
                hold(arrived, use, sessions, failures);
                return this;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(size);
        try {
            for (Future<FullPool> call : executor.invokeAll(calls, 2, TimeUnit.MINUTES)) {
                if (call.isCancelled()) {
                    throw new IllegalStateException(arrived.getCount() + " of " + size + " calls hang");
                }
                call.get();
            }
        } finally {
            executor.shutdownNow();
        }
        return new Result(sessions, failures);
    }

    private void hold(CountDownLatch arrived, Use use, Set<Long> sessions, List<Exception> failures) {
        boolean[] counted = {false};
        try {
            units.run(() -> {
                long session = units.session(product);
                use.on(product);
                synchronized (sessions) {
                    sessions.add(session);
                }
                counted[0] = true;
                arrived.countDown();
                if (!arrived.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException(
                            arrived.getCount() + " of " + size + " calls neither get a connection nor fail");
                }
            });
        } catch (Exception e) {
            synchronized (failures) {
                failures.add(e);
            }
        } finally {
            units.events();
            if (!counted[0]) {
                arrived.countDown();
            }
        }
    }
}
