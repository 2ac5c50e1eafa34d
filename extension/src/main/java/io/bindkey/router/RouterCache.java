// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.Unit;
import jakarta.persistence.Cache;

/** The second-level caches of all binds (Jakarta Persistence, section 3.10). */
final class RouterCache implements Cache {

    private final RoutingIndex index;

    RouterCache(RoutingIndex index) {
        this.index = index;
    }

    private Cache of(Class<?> entityClass) {
        return index.ofClass(entityClass).factory().getCache();
    }

    @Override
    public boolean contains(Class<?> entityClass, Object primaryKey) {
        return of(entityClass).contains(entityClass, primaryKey);
    }

    @Override
    public void evict(Class<?> entityClass, Object primaryKey) {
        of(entityClass).evict(entityClass, primaryKey);
    }

    @Override
    public void evict(Class<?> entityClass) {
        of(entityClass).evict(entityClass);
    }

    /** A bind that is not open yet has cached nothing. */
    @Override
    public void evictAll() {
        index.units().requireOpen();
        for (Unit unit : index.units()) {
            if (unit.isOpen()) {
                unit.factory().getCache().evictAll();
            }
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return index.toUnwrap(type, this, "Cache")
                .map(unit -> unit.factory().getCache().unwrap(type))
                .orElseGet(() -> type.cast(this));
    }
}
