// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the work of several binds at the same time, on threads that end with it; that of one on the calling thread. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * {@return the results in the order of the work}
     *
     * @param work one piece for each bind; what it throws unchecked ends all
     */
    public static <T> List<T> run(List<Callable<T>> work) {
        if (work.isEmpty()) {
            return List.of();
        }
        if (work.size() == 1) {
            // That thread may hold a lock that the work needs, or a server's naming context.
            return List.of(call(work.get(0)));
        }
        int threads = Math.min(work.size(), Math.max(2, Runtime.getRuntime().availableProcessors()));
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "bindkey");
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while several binds were worked on", e);
        } finally {
            executor.shutdown();
        }
    }

    private static <T> T call(Callable<T> piece) {
        try {
            return piece.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
