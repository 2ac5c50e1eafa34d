// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the provider's own model of a unit's mapping. Safe for use by several threads. */
public final class MappingModel {

    private volatile @Nullable Object value;

    void set(@Nullable Object value) {
        this.value = value;
    }

    /** {@return the model; empty where the provider has shown none, or its factory is closed} */
    public Optional<Object> value() {
        return Optional.ofNullable(value);
    }
}
