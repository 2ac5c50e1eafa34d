// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, on each of the entity managers. Nothing is timed here. */
@Tag("slow")
class RouterBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void eachCallFindsItsRows(RouterBenchmark.Of of) {
        RouterBenchmark benchmark = new RouterBenchmark();
        benchmark.of = of;
        benchmark.start();
        try {
            assertThat(benchmark.find()).hasToString("ada");
            assertThat(benchmark.contains()).isTrue();
            assertThat(benchmark.jpql()).containsExactly("bob", "cleo");
            assertThat(benchmark.criteria()).containsExactly("bob", "cleo");
        } finally {
            benchmark.stop();
        }
    }
}
