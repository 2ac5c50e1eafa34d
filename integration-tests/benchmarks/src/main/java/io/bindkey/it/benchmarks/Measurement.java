// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures, and prints a line for each call: nanoseconds and bytes in each way to have an entity manager, and how they
 * compare. Each round has one process for each call and way, so that what else the machine does meets all of them; the
 * processor time is that of the best iteration of all rounds, which was disturbed least.
 *
 * <p>Arguments, each with a default: the rounds, and a pattern of the calls.
 */
public final class Measurement {

    private Measurement() {}

    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        String calls = arguments.length > 1 ? arguments[1] : ".*";
        Options options = new OptionsBuilder()
                .include(Measurement.class.getPackageName() + "\\.\\w+\\.(" + calls + ")$")
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .forks(1)
                // On a busy machine the compiler would come too late for some of them, and for others not.
                .jvmArgsAppend("-Xbatch", "-XX:+UseSerialGC")
                .warmupIterations(10)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(20)
                .measurementTime(TimeValue.milliseconds(200))
                .build();
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            results.addAll(new Runner(options).run());
        }
        for (Comparison comparison : List.of(Comparison.TRANSACTIONS, Comparison.ROUTING)) {
            System.out.println(table(comparison, results));
        }
    }

    /**
     * What one looks for.
     *
     * @param benchmark the class
     * @param against what each way is compared with
     */
    private record Comparison(Class<?> benchmark, Map<String, List<String>> against) {

        private static final List<String> WITHOUT_US = List.of("PLAIN", "BY_HAND");

        /** What a bind costs. */
        static final Comparison TRANSACTIONS = new Comparison(
                TransactionBenchmark.class,
                Map.of(
                        "PLAIN", WITHOUT_US,
                        "BY_HAND", WITHOUT_US,
                        "SPRING", WITHOUT_US,
                        "SPRING_ROUTING", WITHOUT_US,
                        "BOUND", WITHOUT_US,
                        "ROUTER", WITHOUT_US));

        /** What routing costs over a bind. */
        static final Comparison ROUTING = new Comparison(
                RouterBenchmark.class,
                Map.of(
                        "PROVIDER", List.of("PROVIDER"),
                        "OWN_ROUTER", List.of("PROVIDER"),
                        "BOUND", List.of("BOUND"),
                        "ROUTER", List.of("BOUND")));

        boolean has(RunResult result) {
            return result.getParams().getBenchmark().startsWith(benchmark.getName() + ".");
        }
    }

    /** Of one call in one way. */
    private record Figures(double nanoseconds, double bytes) {

        static Figures of(RunResult result) {
            var bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            var time = Objects.requireNonNull(result.getSecondaryResults().get(ProcessorTime.PER_CALL));
            return new Figures(
                    time.getStatistics().getMin(), bytes.getStatistics().getMin());
        }

        /** Each for itself. */
        Figures best(Figures other) {
            return new Figures(Math.min(nanoseconds, other.nanoseconds), Math.min(bytes, other.bytes));
        }
    }

    private static String table(Comparison comparison, List<RunResult> results) {
        Map<String, Map<String, Figures>> calls = new TreeMap<>();
        results.stream().filter(comparison::has).forEach(result -> {
            String call = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            String of = result.getParams().getParam("of");
            calls.computeIfAbsent(call, c -> new TreeMap<>()).merge(of, Figures.of(result), Figures::best);
        });
        StringBuilder table = new StringBuilder(String.format(
                "%n%-14s %-16s %12s %12s   %s%n", "call", "in", "ns", "bytes", "times the ns and bytes of"));
        calls.forEach((call, figures) -> figures.forEach((of, figure) -> {
            table.append(String.format(
                    Locale.ROOT, "%-14s %-16s %12.1f %12.0f  ", call, of, figure.nanoseconds(), figure.bytes()));
            for (String other : Objects.requireNonNull(comparison.against().get(of))) {
                Figures base = Objects.requireNonNull(figures.get(other));
                table.append(String.format(
                        Locale.ROOT,
                        " %s %.3f %.3f",
                        other,
                        figure.nanoseconds() / base.nanoseconds(),
                        figure.bytes() / base.bytes()));
            }
            table.append(System.lineSeparator());
        }));
        return table.toString();
    }
}
