// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.benchmarks.ServerWays.Call;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what it says, in each of the ways. Nothing is timed here. */
@Tag("slow")
class ServerWaysTest {

    @TestInstance(Lifecycle.PER_CLASS)
    @SuppressWarnings("NullAway.Init") // by start()
    abstract static class Contract {

        private RunningDatabase server;
        private ServerWays ways;

        abstract RunningDatabase startServer();

        @BeforeAll
        void start() {
            server = startServer();
            ways = new ServerWays(server);
        }

        @AfterAll
        void stop() {
            ways.close();
            server.close();
        }

        @ParameterizedTest
        @EnumSource
        void eachThreadDoesItsWork(ServerWays.Of of) {
            AtomicLong last = new AtomicLong(ServerWays.KEPT);
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
            assertThat(ServerWays.database(server, of).count("Note")).isEqualTo(104);
        }
    }

    @Nested
    class OnPostgres extends Contract {

        @Override
        RunningDatabase startServer() {
            return RunningPostgres.start(ServerComparison.WORK);
        }
    }

    @Nested
    class OnMariaDb extends Contract {

        @Override
        RunningDatabase startServer() {
            return RunningMariaDb.start(ServerComparison.WORK);
        }
    }
}
