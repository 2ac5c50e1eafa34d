// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
class XaBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void eachTransactionWritesToBothDatabases(XaBenchmark.Of of) {
        XaBenchmark benchmark = new XaBenchmark();
        benchmark.of = of;
        benchmark.start();
        try {
            assertThat(benchmark.xaInserts()).isEqualTo(1L);
            assertThat(benchmark.xaInserts()).isEqualTo(2L);
            assertThat(benchmark.pairs()).isEqualTo(2);
            benchmark.removeWhatWasInserted();
            assertThat(benchmark.pairs()).isZero();
            assertThat(benchmark.xaInsert()).isEqualTo(1L);
            assertThat(benchmark.pairs()).isEqualTo(-1);
            benchmark.removeWhatWasInserted();
            assertThat(benchmark.pairs()).isZero();
        } finally {
            benchmark.stop();
        }
    }
}
