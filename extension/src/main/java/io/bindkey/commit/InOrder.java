// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import java.util.Collection;
import java.util.function.Consumer;

/** Does something to each of several things, also when it fails for some. */
public final class InOrder {

    private InOrder() {}

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
