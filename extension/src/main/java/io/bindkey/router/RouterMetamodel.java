// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.message.RoutingFailures;
import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.Unit;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The metamodel over all binds. A type that several binds share, such as an embeddable, is refused when it is asked for
 * by its class: each bind has its own. Binds that are switched off are left out of the sets.
 */
final class RouterMetamodel implements Metamodel {

    private final RoutingIndex index;

    RouterMetamodel(RoutingIndex index) {
        this.index = index;
    }

    @Override
    public EntityType<?> entity(String entityName) {
        Unit unit = index.ofEntityName(entityName);
        return metamodel(unit).getEntities().stream()
                .filter(type -> type.getName().equals(entityName)
                        || type.getJavaType().getName().equals(entityName))
                .findFirst()
                .orElseThrow(() -> RoutingFailures.noEntityName(entityName, List.of()));
    }

    @Override
    public <X> EntityType<X> entity(Class<X> type) {
        return metamodel(index.ofClass(type)).entity(type);
    }

    @Override
    public <X> ManagedType<X> managedType(Class<X> type) {
        return metamodel(index.ofManagedClass(type)).managedType(type);
    }

    @Override
    public <X> EmbeddableType<X> embeddable(Class<X> type) {
        return metamodel(index.onlyUnitThatManages(type)).embeddable(type);
    }

    @Override
    public Set<ManagedType<?>> getManagedTypes() {
        return union(Metamodel::getManagedTypes);
    }

    @Override
    public Set<EntityType<?>> getEntities() {
        return union(Metamodel::getEntities);
    }

    @Override
    public Set<EmbeddableType<?>> getEmbeddables() {
        return union(Metamodel::getEmbeddables);
    }

    private <T> Set<T> union(Function<Metamodel, Set<T>> part) {
        Set<T> all = new LinkedHashSet<>();
        index.active().forEach(unit -> all.addAll(part.apply(metamodel(unit))));
        return all;
    }

    private static Metamodel metamodel(Unit unit) {
        return unit.factory().getMetamodel();
    }
}
