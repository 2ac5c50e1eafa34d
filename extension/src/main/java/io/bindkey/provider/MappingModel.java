// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the provider's own model of a unit's mapping, and what somebody who knows the provider has made of it. Safe for use by
 * several threads.
 */
public final class MappingModel {

    private @Nullable Object value;
    private @Nullable Object view;

    synchronized void set(@Nullable Object value) {
        this.value = value;
        view = null;
    }

    /**
     * {@return what is made of the model, the same each time; empty where the provider has shown none}
     *
     * @param type of what is made
     * @param maker called at the first time
     */
    public synchronized <T> Optional<T> viewedAs(Class<T> type, Function<Object, T> maker) {
        if (value == null) {
            return Optional.empty();
        }
        if (view == null) {
            view = maker.apply(value);
        }
        return Optional.of(type.cast(view));
    }
}
