// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.enterprise.inject.spi.PassivationCapable;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An interceptor of methods.
 *
 * <p>Written by hand, because CDI knows no other way to register one as late as it is known that nobody else does, and none
 * that lets it be applied to what can be passivated.
 */
abstract class AroundInvoke implements Interceptor<AroundInvoke.Stateless>, Prioritized, PassivationCapable {

    private final Annotation binding;
    private final String id;
    private final int priority;

    /** @param id tells it from others of ours */
    AroundInvoke(Annotation binding, String id, int priority) {
        this.binding = binding;
        this.id = id;
        this.priority = priority;
    }

    /** What CDI keeps of it beside each intercepted object: a bean class that can be passivated, as that may be. */
    enum Stateless implements Serializable {
        INSTANCE
    }

    /** {@return what the call gives} */
    abstract @Nullable Object call(InvocationContext call) throws Exception;

    @Override
    public final @Nullable Object intercept(InterceptionType type, Stateless instance, InvocationContext call)
            throws Exception {
        return call(call);
    }

    @Override
    public Set<Annotation> getInterceptorBindings() {
        return Set.of(binding);
    }

    @Override
    public boolean intercepts(InterceptionType type) {
        return type == InterceptionType.AROUND_INVOKE;
    }

    @Override
    public int getPriority() {
        return priority;
    }

    @Override
    public String getId() {
        return "bindkey:" + id;
    }

    @Override
    public Stateless create(CreationalContext<Stateless> context) {
        return Stateless.INSTANCE;
    }

    @Override
    public void destroy(Stateless instance, CreationalContext<Stateless> context) {
        context.release();
    }

    @Override
    public Class<?> getBeanClass() {
        return Stateless.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(Stateless.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return Set.of();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return Dependent.class;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }
}
