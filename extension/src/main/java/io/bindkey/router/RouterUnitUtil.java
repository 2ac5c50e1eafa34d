// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.message.Failures;
import io.bindkey.routes.RoutingIndex;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.metamodel.Attribute;
import org.jspecify.annotations.Nullable;

/** Asks the bind of each instance (Jakarta Persistence, section 7.11). */
final class RouterUnitUtil implements PersistenceUnitUtil {

    private final RoutingIndex index;

    RouterUnitUtil(RoutingIndex index) {
        this.index = index;
    }

    private PersistenceUnitUtil of(@Nullable Object instance) {
        if (instance == null) {
            throw Failures.nullArgument("The entity");
        }
        return index.ofManagedClass(instance.getClass()).factory().getPersistenceUnitUtil();
    }

    @Override
    public boolean isLoaded(Object entity, String attribute) {
        return of(entity).isLoaded(entity, attribute);
    }

    @Override
    public <E> boolean isLoaded(E entity, Attribute<? super E, ?> attribute) {
        return of(entity).isLoaded(entity, attribute);
    }

    @Override
    public boolean isLoaded(Object entity) {
        return of(entity).isLoaded(entity);
    }

    @Override
    public void load(Object entity, String attribute) {
        of(entity).load(entity, attribute);
    }

    @Override
    public <E> void load(E entity, Attribute<? super E, ?> attribute) {
        of(entity).load(entity, attribute);
    }

    @Override
    public void load(Object entity) {
        of(entity).load(entity);
    }

    @Override
    public boolean isInstance(Object entity, Class<?> entityClass) {
        return of(entity).isInstance(entity, entityClass);
    }

    @Override
    public <T> Class<? extends T> getClass(T entity) {
        return of(entity).getClass(entity);
    }

    @Override
    public Object getIdentifier(Object entity) {
        return of(entity).getIdentifier(entity);
    }

    @Override
    public Object getVersion(Object entity) {
        return of(entity).getVersion(entity);
    }
}
