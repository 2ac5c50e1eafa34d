// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
class TransactionBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void eachTransactionDoesItsWork(TransactionBenchmark.Of of) {
        TransactionBenchmark benchmark = new TransactionBenchmark();
        benchmark.of = of;
        benchmark.start();
        try {
            assertThat(benchmark.empty()).isEqualTo(true);
            assertThat(benchmark.find().text).isEqualTo("note 7");
            assertThat(benchmark.jpql())
                    .singleElement()
                    .extracting(note -> note.id)
                    .isEqualTo(7L);
            assertThat(benchmark.criteria()).extracting(note -> note.id).containsExactly(7L);
            assertThat(benchmark.nativeSql()).singleElement().isInstanceOf(Note.class);
            assertThat(benchmark.update()).isEqualTo("note 1");
            assertThat(benchmark.update()).isEqualTo("note 2");
            benchmark.removeWhatWasInserted();
            assertThat(benchmark.insert()).isEqualTo(101L);
            assertThat(benchmark.fiftyInserts()).isEqualTo(151L);
            assertThat(benchmark.rows()).isEqualTo(151L);
        } finally {
            benchmark.stop();
        }
    }
}
