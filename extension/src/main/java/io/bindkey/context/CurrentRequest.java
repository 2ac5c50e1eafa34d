// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.message.Failures;
import jakarta.enterprise.context.ContextNotActiveException;
import org.jspecify.annotations.Nullable;

/** Finds what the current request context holds. Safe for use by several threads. */
public interface CurrentRequest {

    /**
     * {@return what {@link PersistenceContexts#newRequest()} made for the current request context, now or before}
     *
     * @throws ContextNotActiveException when there is none
     */
    RequestPersistence get();

    /** {@return the same if it was made before} */
    @Nullable
    RequestPersistence ifTouched();

    /** {@return what serves it now} */
    default RequestPersistence inForce() {
        try {
            return get().inForce();
        } catch (ContextNotActiveException e) {
            throw Failures.noContext();
        }
    }

    /** {@return what serves it now, if there is a request context} */
    default @Nullable RequestPersistence inForceIfActive() {
        try {
            return get().inForce();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    /** {@return what serves it now, if that was made before} */
    default @Nullable RequestPersistence inForceIfTouched() {
        RequestPersistence request = ifTouched();
        return request == null ? null : request.inForce();
    }
}
