// SPDX-License-Identifier: Apache-2.0
package io.bindkey.reading;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Knows for each thread whether it may only read now. Safe for use by several threads; nothing stays with a thread. */
@SuppressWarnings("ThreadLocalUsage") // Each application has its own, and each entry ends with its call.
public final class ReadOnlyScopes {

    private final ThreadLocal<@Nullable ReadOnlyScope> current = new ThreadLocal<>();

    /** {@return what the calling thread has because it may only read, null when it may do anything} */
    public @Nullable ReadOnlyScope current() {
        return current.get();
    }

    /** {@return whether the calling thread may only read} */
    public boolean areActive() {
        return current.get() != null;
    }

    /**
     * {@return what the work gives, which may only read}
     *
     * @param scope closed afterwards
     * @throws Exception what the work throws
     */
    public <T extends @Nullable Object> T call(ReadOnlyScope scope, Callable<T> work) throws Exception {
        ReadOnlyScope outer = current.get();
        try (scope) {
            current.set(scope);
            try {
                return work.call();
            } finally {
                if (outer == null) {
                    current.remove();
                } else {
                    current.set(outer);
                }
            }
        }
    }
}
