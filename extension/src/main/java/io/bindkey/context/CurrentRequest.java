// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.message.Failures;
import jakarta.enterprise.context.ContextNotActiveException;
import org.jspecify.annotations.Nullable;

/** Finds what the current request context holds. Safe for use by several threads. */
public interface CurrentRequest {

    /**
     * {@return what {@link ContainerManagedContexts#newRequest()} made for the current request context, now or before}
     *
     * @throws ContextNotActiveException when there is none
     */
    RequestContext get();

    /** {@return the same if it was made before} */
    @Nullable
    RequestContext ifTouched();

    /** {@return whether there is one} */
    boolean isActive();

    /** {@return what serves it now} */
    default RequestContext inForce() {
        try {
            return get().inForce();
        } catch (ContextNotActiveException e) {
            throw Failures.noContext();
        }
    }

    /** {@return what serves it now, if there is a request context} */
    default @Nullable RequestContext inForceIfActive() {
        return isActive() ? get().inForce() : null;
    }

    /** {@return what serves it now, if that was made before} */
    default @Nullable RequestContext inForceIfTouched() {
        RequestContext request = ifTouched();
        return request == null ? null : request.inForce();
    }
}
