// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, whoever listens. Nothing is timed here. */
@Tag("slow")
class TelemetryBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void eachTransactionDoesItsWork(TelemetryBenchmark.Of of) {
        TelemetryBenchmark benchmark = new TelemetryBenchmark();
        benchmark.of = of;
        benchmark.start();
        try {
            benchmark.removeWhatWasInserted();
            assertThat(benchmark.telemetryInsert()).isEqualTo(1L);
            assertThat(benchmark.telemetryInsert()).isEqualTo(2L);
            assertThat(benchmark.rows()).isEqualTo(2L);
        } finally {
            benchmark.stop();
        }
    }
}
