// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.benchmarks.PostgresWays.Call;
import io.bindkey.it.databases.RunningPostgres;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
@SuppressWarnings("NullAway.Init") // by start()
class PostgresWaysTest {

    private static RunningPostgres server;
    private static PostgresWays ways;

    @BeforeAll
    static void start() {
        server = RunningPostgres.start(PostgresComparison.WORK);
        ways = new PostgresWays(server);
    }

    @AfterAll
    static void stop() {
        ways.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachThreadDoesItsWork(PostgresWays.Of of) {
        AtomicLong last = new AtomicLong(PostgresWays.KEPT);
        List<Long> inserted = IntStream.range(0, 4)
                .parallel()
                .mapToObj(thread -> {
                    Way way = ways.of(of).ofAnotherThread();
                    assertThat(((Note) Call.FIND.run(way, last)).id).isEqualTo(7);
                    assertThat(((Note) Call.JPQL.run(way, last)).id).isEqualTo(7);
                    return ((Note) Call.INSERT.run(way, last)).id;
                })
                .toList();
        assertThat(inserted).containsExactlyInAnyOrder(101L, 102L, 103L, 104L);
        assertThat(PostgresWays.database(server, of).count("note")).isEqualTo(104);
    }
}
