// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.lang.reflect.Field;
import java.util.Set;

/** Fills the fields of a bean that CDI knows of, and lets no server look for more in its class. */
final class FieldInjection<T> implements InjectionTarget<T> {

    private final InjectionTarget<T> target;
    private final BeanManager beans;

    FieldInjection(InjectionTarget<T> target, BeanManager beans) {
        this.target = target;
        this.beans = beans;
    }

    @Override
    public void inject(T instance, CreationalContext<T> context) {
        for (InjectionPoint point : target.getInjectionPoints()) {
            if (point.getMember() instanceof Field field) {
                try {
                    field.setAccessible(true);
                    field.set(instance, beans.getInjectableReference(point, context));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Override
    public T produce(CreationalContext<T> context) {
        return target.produce(context);
    }

    @Override
    public void postConstruct(T instance) {
        target.postConstruct(instance);
    }

    @Override
    public void preDestroy(T instance) {
        target.preDestroy(instance);
    }

    @Override
    public void dispose(T instance) {
        target.dispose(instance);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return target.getInjectionPoints();
    }
}
