// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * How many transactions PostgreSQL and a number of threads do in a second, and how long one takes: half of them at most,
 * and 99 of 100. One server is there for all; of the rounds the one with the most transactions counts.
 */
final class PostgresComparison implements Comparison {

    /** Where the tests have unpacked it already. */
    static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private static final List<Integer> THREADS = List.of(1, 8);

    @Override
    public boolean has(Pattern calls) {
        return !Comparison.selection(PostgresBenchmark.class, calls).isEmpty();
    }

    @Override
    public String measure(int rounds, Pattern calls) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        try (RunningPostgres server = RunningPostgres.start(WORK)) {
            PhysicalDatabase database = server.physical("measured");
            for (int round = 0; round < rounds; round++) {
                for (int threads : THREADS) {
                    results.addAll(new Runner(options(database, threads, calls)).run());
                }
            }
        }
        return table(results);
    }

    private static Options options(PhysicalDatabase database, int threads, Pattern calls) {
        return new OptionsBuilder()
                .include(Comparison.selection(PostgresBenchmark.class, calls))
                .forks(1)
                .threads(threads)
                .jvmArgsAppend(
                        "-XX:+UseSerialGC",
                        property("url", database.url()),
                        property("username", database.username()),
                        property("password", database.password()))
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .build();
    }

    private static String property(String name, String value) {
        return "-D" + PostgresBenchmark.PROPERTY + name + "=" + value;
    }

    /** Of one call in one way, in microseconds. */
    private record Figures(double perSecond, double half, double most) {

        /** Each thread begins one as soon as the last has ended, so the mean tells how many there are. */
        static Figures of(RunResult result) {
            Statistics times = result.getPrimaryResult().getStatistics();
            return new Figures(
                    result.getParams().getThreads() * 1e6 / times.getMean(),
                    times.getPercentile(50),
                    times.getPercentile(99));
        }

        Figures best(Figures other) {
            return other.perSecond > perSecond ? other : this;
        }
    }

    private static String table(List<RunResult> results) {
        Map<String, Map<String, Figures>> calls = new LinkedHashMap<>();
        results.forEach(result -> {
            String call = String.format(
                    Locale.ROOT,
                    "%-14s %7d",
                    result.getParams().getBenchmark().replaceFirst(".*\\.", ""),
                    result.getParams().getThreads());
            String of = result.getParams().getParam("of");
            calls.computeIfAbsent(call, c -> new LinkedHashMap<>()).merge(of, Figures.of(result), Figures::best);
        });
        StringBuilder table = new StringBuilder(String.format(
                "%n%-14s %7s %-10s %10s %10s %10s   %s%n",
                "call", "threads", "in", "per s", "p50 us", "p99 us", "times those of PLAIN"));
        calls.forEach((call, figures) -> figures.forEach((of, figure) -> {
            Figures plain = Objects.requireNonNull(figures.get("PLAIN"));
            table.append(String.format(
                    Locale.ROOT,
                    "%s %-10s %10.0f %10.1f %10.1f   %.3f %.3f %.3f%n",
                    call,
                    of,
                    figure.perSecond(),
                    figure.half(),
                    figure.most(),
                    figure.perSecond() / plain.perSecond(),
                    figure.half() / plain.half(),
                    figure.most() / plain.most()));
        }));
        return table.toString();
    }
}
