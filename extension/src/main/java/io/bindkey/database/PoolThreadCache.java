// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.cache.Acquirable;
import io.agroal.api.cache.ConnectionCache;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives each thread the connection again that it gave back last, without a look at those of all others.
 *
 * <p>Agroal's own caches hold the connection in the thread, and a server's threads outlive the application: with the
 * connection they would keep its class loader. This one leaves nothing there that belongs to the application, but a weak
 * reference; the pool holds the connection.
 */
final class PoolThreadCache implements ConnectionCache {

    /** Of this pool alone; a new one forgets all that the threads have. */
    @SuppressWarnings("ThreadLocalUsage")
    private volatile ThreadLocal<@Nullable WeakReference<Acquirable>> last = new ThreadLocal<>();

    @Override
    public @Nullable Acquirable get() {
        WeakReference<Acquirable> reference = last.get();
        Acquirable connection = reference == null ? null : reference.get();
        return connection != null && connection.acquire() ? connection : null;
    }

    @Override
    public void put(Acquirable connection) {
        ThreadLocal<@Nullable WeakReference<Acquirable>> mine = last;
        WeakReference<Acquirable> reference = mine.get();
        if (connection.isAcquirable() && (reference == null || !reference.refersTo(connection))) {
            mine.set(new WeakReference<>(connection));
        }
    }

    @Override
    public void reset() {
        last = new ThreadLocal<>();
    }
}
