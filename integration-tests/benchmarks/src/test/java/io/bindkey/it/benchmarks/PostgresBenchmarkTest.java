// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningPostgres;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
class PostgresBenchmarkTest {

    @SuppressWarnings("NullAway.Init") // by start()
    private static RunningPostgres server;

    @BeforeAll
    static void start() {
        server = RunningPostgres.start(PostgresComparison.WORK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachThreadDoesItsWork(PostgresBenchmark.Of of) {
        PhysicalDatabase database = server.physical("measured");
        PostgresBenchmark benchmark = new PostgresBenchmark();
        benchmark.of = of;
        benchmark.start(database);
        try {
            List<Long> inserted = IntStream.range(0, 4)
                    .parallel()
                    .mapToObj(thread -> {
                        PostgresBenchmark.Caller caller = new PostgresBenchmark.Caller();
                        caller.start(benchmark);
                        assertThat(benchmark.pgFind(caller).text).isEqualTo("note 7");
                        assertThat(benchmark.pgJpql(caller))
                                .singleElement()
                                .extracting(note -> note.id)
                                .isEqualTo(7L);
                        return benchmark.pgInsert(caller);
                    })
                    .toList();
            assertThat(inserted).containsExactlyInAnyOrder(101L, 102L, 103L, 104L);
            assertThat(database.count("note")).isEqualTo(104);
        } finally {
            benchmark.stop();
        }
    }
}
