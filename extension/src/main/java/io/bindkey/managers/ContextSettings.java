// SPDX-License-Identifier: Apache-2.0
package io.bindkey.managers;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was set for all binds of a context, kept for those that join later. */
public final class ContextSettings {

    private FlushModeType flushMode = FlushModeType.AUTO;
    private CacheRetrieveMode cacheRetrieveMode = CacheRetrieveMode.USE;
    private CacheStoreMode cacheStoreMode = CacheStoreMode.USE;

    /** Most contexts have none. */
    private Map<String, Object> properties = Map.of();

    private Map<String, Consumer<EntityManager>> settings = Map.of();

    /** Remembers a setting under a name; the last one of a name counts. */
    private void set(String name, Consumer<EntityManager> setting) {
        settings = with(settings, name, setting);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    public void flushMode(FlushModeType mode) {
        flushMode = mode;
        set("flush mode", em -> em.setFlushMode(mode));
    }

    public FlushModeType flushMode() {
        return flushMode;
    }

    public void cacheRetrieveMode(CacheRetrieveMode mode) {
        cacheRetrieveMode = mode;
        set("cache retrieve mode", em -> em.setCacheRetrieveMode(mode));
    }

    public CacheRetrieveMode cacheRetrieveMode() {
        return cacheRetrieveMode;
    }

    public void cacheStoreMode(CacheStoreMode mode) {
        cacheStoreMode = mode;
        set("cache store mode", em -> em.setCacheStoreMode(mode));
    }

    public CacheStoreMode cacheStoreMode() {
        return cacheStoreMode;
    }

    /** Providers take null for a name or value and leave what is in effect. */
    public void property(@Nullable String name, @Nullable Object value) {
        if (name != null && value != null) {
            properties = with(properties, name, value);
            set("property " + name, em -> em.setProperty(name, value));
        }
    }

    public Map<String, Object> properties() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    void applyTo(EntityManager opened) {
        if (!settings.isEmpty()) {
            settings.values().forEach(setting -> setting.accept(opened));
        }
    }
}
