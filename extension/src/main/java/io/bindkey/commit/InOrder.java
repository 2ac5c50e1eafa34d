// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import java.util.Collection;
import java.util.function.Consumer;

/** Goes on after a failure: does something to each of several things, also when it fails for some. */
public final class InOrder {

    private InOrder() {}

    /** {@return a failure, after what has to be done because of it; it is more important than a failure of that} */
    public static RuntimeException after(RuntimeException failure, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Throws the first failure at the end, with the later ones suppressed. */
    public static <T> void forEach(Collection<T> things, Consumer<T> action) {
        RuntimeException failure = null;
        for (T thing : things) {
            try {
                action.accept(thing);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
