// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
class JtaBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void eachTransactionDoesItsWork(JtaBenchmark.Of of) {
        JtaBenchmark benchmark = new JtaBenchmark();
        benchmark.of = of;
        benchmark.start();
        try {
            assertThat(benchmark.jtaFind().text).isEqualTo("a note");
            assertThat(benchmark.jtaRead().text).isEqualTo("a note");
            assertThat(benchmark.jtaInsert()).isEqualTo(101L);
            assertThat(benchmark.rows()).isEqualTo(101L);
            benchmark.removeWhatWasInserted();
            assertThat(benchmark.rows()).isEqualTo(100L);
        } finally {
            benchmark.stop();
        }
    }
}
