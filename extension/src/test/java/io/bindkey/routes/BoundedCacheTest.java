// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private final BoundedCache<Integer, String> cache = new BoundedCache<>(100);

    @Test
    void neverGrowsFarOverItsSize() {
        for (int i = 0; i < 10_000; i++) {
            cache.put(i, "x");
            assertThat(cache.size()).isLessThanOrEqualTo(102);
        }
    }

    @Test
    void keepsWhatIsUsed() {
        cache.put(-1, "kept");
        for (int i = 0; i < 10_000; i++) {
            cache.put(i, "x");
            assertThat(cache.get(-1)).isEqualTo("kept");
        }
        assertThat(cache.get(0)).isNull();
    }
}
