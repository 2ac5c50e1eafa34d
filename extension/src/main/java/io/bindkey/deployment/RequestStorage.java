// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.context.PersistenceContexts;
import io.bindkey.context.RequestPersistence;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a request's persistence contexts in the CDI request context, and so gets to know when that ends. A context
 * takes any {@link Contextual}: nothing that an application could inject is needed for it.
 */
final class RequestStorage implements Contextual<RequestPersistence> {

    private final BeanManager beanManager;
    private @Nullable PersistenceContexts contexts;

    RequestStorage(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /** Says who makes and ends what is kept; the two need each other. */
    void serve(PersistenceContexts contexts) {
        this.contexts = contexts;
    }

    private PersistenceContexts contexts() {
        return Objects.requireNonNull(contexts);
    }

    /**
     * {@return what the current request context holds}
     *
     * @throws jakarta.enterprise.context.ContextNotActiveException when there is none
     */
    RequestPersistence current() {
        Context request = beanManager.getContext(RequestScoped.class);
        RequestPersistence held = request.get(this);
        return held != null ? held : request.get(this, beanManager.createCreationalContext(this));
    }

    @Override
    public RequestPersistence create(CreationalContext<RequestPersistence> creationalContext) {
        return contexts().newRequest();
    }

    @Override
    public void destroy(RequestPersistence request, CreationalContext<RequestPersistence> creationalContext) {
        contexts().endRequest(request);
        creationalContext.release();
    }
}
