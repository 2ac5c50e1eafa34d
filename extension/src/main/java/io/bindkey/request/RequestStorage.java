// SPDX-License-Identifier: Apache-2.0
package io.bindkey.request;

import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.CurrentRequest;
import io.bindkey.context.RequestContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a request's persistence contexts in the CDI request context, and so gets to know when that ends. A context
 * takes any {@link Contextual}: nothing that an application could inject is needed for it.
 */
public final class RequestStorage implements Contextual<RequestContext>, CurrentRequest {

    private final ActiveRequest active;
    private @Nullable ContainerManagedContexts contexts;

    /** One for all requests, for what is kept has no dependent objects. */
    private final CreationalContext<RequestContext> creation;

    /** How many there are: where requests hold nothing, nobody asks for them, which is slow without a context. */
    private final AtomicInteger held = new AtomicInteger();

    /** @param beanManager of the application */
    public RequestStorage(BeanManager beanManager) {
        this.active = new ActiveRequest(beanManager);
        this.creation = beanManager.createCreationalContext(this);
    }

    /** Says who makes what is kept; the two need each other. */
    public void serve(ContainerManagedContexts contexts) {
        this.contexts = contexts;
    }

    private ContainerManagedContexts contexts() {
        return Objects.requireNonNull(contexts);
    }

    @Override
    public RequestContext get() {
        return active.get().get(this, creation);
    }

    @Override
    public @Nullable RequestContext ifTouched() {
        if (held.get() == 0) {
            return null;
        }
        Context request = active.ifActive();
        return request == null ? null : request.get(this);
    }

    @Override
    public boolean isActive() {
        return active.ifActive() != null;
    }

    @Override
    public RequestContext create(CreationalContext<RequestContext> creationalContext) {
        held.incrementAndGet();
        return contexts().newRequest();
    }

    @Override
    public void destroy(RequestContext request, CreationalContext<RequestContext> creationalContext) {
        held.decrementAndGet();
        request.close();
    }
}
