// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.testing.shop.Shop;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

class MaxStatementsTest {

    @BindTest
    @MaxStatements(3)
    static class Sample {

        @Inject
        Shop shop;

        @Test
        void few() {
            assertThat(shop.purchases()).isZero();
        }

        @Test
        void oneForEach() {
            shop.buy("1");
            shop.buy("2");
            shop.buy("3");
            shop.register("ann");
        }

        @Test
        @MaxStatements(1)
        void whatIsFlushedAtTheEnd() {
            shop.register("ann");
            shop.register("bob");
        }
    }

    @Test
    void areLimited() {
        Run run = Run.of(Sample.class);

        assertThat(run.outcome("few()")).isEqualTo("ok");
        assertThat(run.outcome("oneForEach()"))
                .startsWith(
                        "BINDKEY-211: Expected at most 3 statements, by @MaxStatements, but there were 5:\n  [default] insert")
                .contains("\n  [auth] insert");
        assertThat(run.outcome("whatIsFlushedAtTheEnd()")).startsWith("BINDKEY-211: Expected at most 1 statements");
    }
}
