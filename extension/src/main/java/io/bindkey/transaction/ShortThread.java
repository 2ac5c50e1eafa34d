// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A daemon thread that does one thing while the calling one waits. */
final class ShortThread<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    ShortThread(Supplier<T> work, ClassLoader contextLoader) {
        Thread thread = new Thread(() -> run(work), "bindkey");
        thread.setDaemon(true);
        thread.setContextClassLoader(contextLoader);
        thread.start();
    }

    private void run(Supplier<T> work) {
        try {
            future.complete(work.get());
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    T result() {
        try {
            return future.join();
        } catch (CompletionException | CancellationException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
