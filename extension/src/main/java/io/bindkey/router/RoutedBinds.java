// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bind;
import io.bindkey.BindSetting;
import io.bindkey.BindState;
import io.bindkey.Binds;
import io.bindkey.Bookmark;
import io.bindkey.PoolFigures;
import io.bindkey.ReplicaState;
import io.bindkey.RollingBack;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.message.ReplicaFailures;
import io.bindkey.message.RoutingFailures;
import io.bindkey.message.Secrets;
import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The binds as the application sees them. */
final class RoutedBinds implements Binds {

    private final RoutingIndex index;
    private final ContainerManagedContexts contexts;
    private final Map<String, Bind> byKey = new LinkedHashMap<>();

    RoutedBinds(RoutingIndex index, ContainerManagedContexts contexts) {
        this.index = index;
        this.contexts = contexts;
        for (Unit unit : index.units()) {
            byKey.put(unit.key(), new RoutedBind(unit, new BoundEntityManager(unit, contexts)));
        }
    }

    /** One of them. */
    private record RoutedBind(Unit unit, EntityManager entityManager) implements Bind {

        @Override
        public String key() {
            return unit.key();
        }

        @Override
        public Set<Class<?>> entities() {
            return Collections.unmodifiableSet(new LinkedHashSet<>(unit.entities()));
        }

        @Override
        public EntityManagerFactory entityManagerFactory() {
            return unit.applicationFactory();
        }

        @Override
        public DataSource dataSource() {
            return unit.dataSource();
        }

        @Override
        public List<ReplicaState> replicas() {
            return new ReadingUnit(unit).states();
        }

        @Override
        public BindState state() {
            return unit.life().state();
        }

        @Override
        public BindState check() {
            return unit.life().check();
        }

        @Override
        public Optional<PoolFigures> pool() {
            return unit.life().pool();
        }

        @Override
        public List<BindSetting> settings() {
            return unit.settings().shown();
        }

        @Override
        public String toString() {
            return "bind '" + key() + "'";
        }
    }

    @Override
    public Set<String> keys() {
        return Collections.unmodifiableSet(byKey.keySet());
    }

    @Override
    public Bind get(String key) {
        Bind bind = byKey.get(key);
        if (bind == null) {
            throw RoutingFailures.unknownBind(key, keys());
        }
        return bind;
    }

    @Override
    public Bind of(Class<?> entityClass) {
        return get(index.ofClass(entityClass).key());
    }

    @Override
    public RollingBack rollingBack() {
        boolean local = index.units().all().stream()
                .anyMatch(
                        unit -> unit.settings().active() && !unit.transaction().usesTransactionManager());
        return contexts.rollingBack(index.underJta(), local);
    }

    @Override
    public void readOnly(Runnable work) {
        readOnly(Bookmark.NONE, work);
    }

    @Override
    public <T extends @Nullable Object> T readOnly(Supplier<T> work) {
        return readOnly(Bookmark.NONE, work);
    }

    @Override
    public void readOnly(Bookmark bookmark, Runnable work) {
        readOnly(bookmark, () -> {
            work.run();
            return this;
        });
    }

    @Override
    public <T extends @Nullable Object> T readOnly(Bookmark bookmark, Supplier<T> work) {
        try {
            return contexts.readOnly().call(bookmark, work::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("A supplier throws no checked exception", e);
        }
    }

    @Override
    public Bookmark bookmark() {
        Map<String, String> positions = new TreeMap<>();
        for (Unit unit : index.units()) {
            try {
                new ReadingUnit(unit).position().ifPresent(position -> positions.put(unit.key(), position));
            } catch (SQLException e) {
                throw ReplicaFailures.positionNotKnown(
                        unit.key(), Secrets.reason(e, unit.settings().passwords()), e);
            }
        }
        return Bookmark.of(positions);
    }

    @Override
    public Iterator<Bind> iterator() {
        List<Bind> binds = new ArrayList<>(byKey.values());
        return Collections.unmodifiableList(binds).iterator();
    }

    @Override
    public String toString() {
        return "binds " + byKey.keySet();
    }
}
