// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import org.jspecify.annotations.Nullable;

/** Holds the provider's own model of a unit's mapping, for those who know the provider. Safe for several threads. */
final class MappingModel {

    private volatile @Nullable Object value;

    void set(@Nullable Object value) {
        this.value = value;
    }

    @Nullable
    Object get() {
        return value;
    }
}
