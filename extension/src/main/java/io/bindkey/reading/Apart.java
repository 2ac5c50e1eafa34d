// SPDX-License-Identifier: Apache-2.0
package io.bindkey.reading;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes connections in which the transaction of the calling thread has no part, from pools that would give it one of its own.
 * Safe for use by several threads.
 */
@SuppressWarnings("ThreadLocalUsage") // Each application has its own, and each entry ends with its call.
public final class Apart {

    private final ThreadLocal<@Nullable Boolean> taking = new ThreadLocal<>();

    /** Takes a connection. */
    @FunctionalInterface
    public interface Taking<T> {

        T take() throws SQLException;
    }

    /** {@return what is taken} */
    public <T> T take(Taking<T> work) throws SQLException {
        taking.set(true);
        try {
            return work.take();
        } finally {
            taking.remove();
        }
    }

    /** {@return whether the calling thread takes one now} */
    public boolean isTaking() {
        return taking.get() != null;
    }
}
