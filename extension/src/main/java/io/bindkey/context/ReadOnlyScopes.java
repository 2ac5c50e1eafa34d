// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Knows for each thread whether it may only read now. Safe for use by several threads; nothing stays with a thread. */
@SuppressWarnings("ThreadLocalUsage") // Each application has its own, and each entry ends with its call.
final class ReadOnlyScopes {

    private final ThreadLocal<@Nullable ReadOnlyScope> current = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Boolean> apart = new ThreadLocal<>();

    @Nullable
    ReadOnlyScope current() {
        return current.get();
    }

    boolean areActive() {
        return current.get() != null;
    }

    /**
     * {@return what the work gives, which may only read}
     *
     * @param opener makes what belongs to the outermost of nested calls
     */
    <T extends @Nullable Object> T call(Function<ReadOnlyScopes, ReadOnlyScope> opener, Callable<T> work)
            throws Exception {
        if (areActive()) {
            return work.call();
        }
        ReadOnlyScope scope = opener.apply(this);
        current.set(scope);
        try {
            return work.call();
        } finally {
            current.remove();
            scope.close();
        }
    }

    /** Takes a connection. */
    @FunctionalInterface
    interface Taking<T> {
        T take() throws SQLException;
    }

    /** {@return what is taken, in which no transaction of this thread has a part} */
    <T> T apart(Taking<T> taking) throws SQLException {
        apart.set(true);
        try {
            return taking.take();
        } finally {
            apart.remove();
        }
    }

    boolean isApart() {
        return apart.get() != null;
    }
}
