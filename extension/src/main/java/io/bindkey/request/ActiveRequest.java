// SPDX-License-Identifier: Apache-2.0
package io.bindkey.request;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds the active request context of CDI. A container has a few of them, for HTTP and for others, which are all there once the
 * application is deployed; mostly it is the same one again that is active. To ask those takes a fraction of the time of
 * {@link BeanManager#getContext}.
 *
 * <p>Safe for use by several threads.
 */
final class ActiveRequest {

    private final BeanManager beanManager;

    /** All that there are, from the first question on; before CDI 4.1, nobody tells. */
    private volatile Context @Nullable [] all;

    private volatile @Nullable Context last;

    ActiveRequest(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    /**
     * {@return it}
     *
     * @throws ContextNotActiveException when none is active
     */
    Context get() {
        Context known = last;
        if (known != null && known.isActive()) {
            return known;
        }
        Context found = beanManager.getContext(RequestScoped.class);
        last = found;
        return found;
    }

    /** {@return it, if one is active} */
    @Nullable
    Context ifActive() {
        Context known = last;
        if (known != null && known.isActive()) {
            return known;
        }
        if (isNoneActive()) {
            return null;
        }
        try {
            return get();
        } catch (ContextNotActiveException none) {
            return null;
        }
    }

    /** {@return whether that is certain} Else only an exception tells, which takes as long as a short transaction. */
    private boolean isNoneActive() {
        Context[] known = all;
        if (known == null) {
            known = all();
            all = known;
        }
        for (Context context : known) {
            if (context.isActive()) {
                return false;
            }
        }
        return known.length > 0;
    }

    private Context[] all() {
        try {
            Object all =
                    BeanManager.class.getMethod("getContexts", Class.class).invoke(beanManager, RequestScoped.class);
            return ((Collection<?>) all).toArray(Context[]::new);
        } catch (ReflectiveOperationException before41) {
            return new Context[0];
        }
    }
}
