// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

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
}
