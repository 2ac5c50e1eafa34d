// SPDX-License-Identifier: Apache-2.0
package io.bindkey.request;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Activates a request context for the time of a call outside of any, where the application has beans of that scope, or observers
 * of its beginning or end; else nobody would see it, and it takes a good part of the time of a short transaction. Safe for use by
 * several threads.
 */
public final class RequestForCall {

    private final BeanManager beanManager;
    private final ActiveRequest active;

    /** Null until somebody asks: what is deployed does not change any more. */
    private volatile @Nullable Boolean seen;

    /** @param beanManager of the application */
    public RequestForCall(BeanManager beanManager) {
        this.beanManager = beanManager;
        this.active = new ActiveRequest(beanManager);
    }

    /**
     * {@return what the work gives}
     *
     * @throws Exception what the work throws
     */
    public @Nullable Object call(Callable<@Nullable Object> work) throws Exception {
        if (!isSeen() || active.ifActive() != null) {
            return work.call();
        }
        Instance<RequestContextController> controllers =
                beanManager.createInstance().select(RequestContextController.class);
        RequestContextController request = controllers.get();
        request.activate();
        try {
            return work.call();
        } finally {
            request.deactivate();
            controllers.destroy(request);
        }
    }

    private boolean isSeen() {
        Boolean known = seen;
        if (known == null) {
            known = hasBeans() || hasObservers();
            seen = known;
        }
        return known;
    }

    /** The conversation is there always, and means nothing outside of HTTP. */
    private boolean hasBeans() {
        return beanManager.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getScope() == RequestScoped.class)
                .anyMatch(bean -> !bean.getTypes().contains(Conversation.class));
    }

    private boolean hasObservers() {
        return Stream.of(Initialized.Literal.REQUEST, BeforeDestroyed.Literal.REQUEST, Destroyed.Literal.REQUEST)
                .anyMatch(of ->
                        !beanManager.resolveObserverMethods(new Object(), of).isEmpty());
    }
}
