// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.benchmarks.RouterBenchmark.Of;
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
 * Measures, and prints a line for each call: nanoseconds and bytes on each of the entity managers, and how routing
 * compares with none. Each round has one process for each call and entity manager, so that what else the machine does
 * meets all of them; the processor time is that of the best iteration of all rounds, which was disturbed least.
 *
 * <p>Arguments, each with a default: the rounds, and a pattern of the calls.
 */
public final class Measurement {

    private Measurement() {}

    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        String calls = arguments.length > 1 ? arguments[1] : ".*";
        Options options = new OptionsBuilder()
                .include(RouterBenchmark.class.getName() + "\\.(" + calls + ")$")
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .forks(1)
                // On a busy machine the compiler would come too late for some of them, and for others not.
                .jvmArgsAppend("-Xbatch", "-XX:+UseSerialGC")
                .warmupIterations(15)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(20)
                .measurementTime(TimeValue.milliseconds(200))
                .build();
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            results.addAll(new Runner(options).run());
        }
        System.out.println(table(results));
    }

    /** Of one call on one entity manager. */
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

    private static String table(List<RunResult> results) {
        Map<String, Map<Of, Figures>> calls = new TreeMap<>();
        for (RunResult result : results) {
            String call = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            Of of = Of.valueOf(result.getParams().getParam("of"));
            calls.computeIfAbsent(call, c -> new TreeMap<>()).merge(of, Figures.of(result), Figures::best);
        }
        StringBuilder table = new StringBuilder(
                String.format("%n%-10s %-10s %14s %14s %18s %8s%n", "call", "on", "ns", "bytes", "ns more", "times"));
        calls.forEach((call, figures) -> figures.forEach((of, figure) -> {
            Figures unrouted = Objects.requireNonNull(figures.get(of.unrouted()));
            table.append(String.format(
                    Locale.ROOT,
                    "%-10s %-10s %14.1f %14.0f %18.1f %8.3f%n",
                    call,
                    of,
                    figure.nanoseconds(),
                    figure.bytes(),
                    figure.nanoseconds() - unrouted.nanoseconds(),
                    figure.nanoseconds() / unrouted.nanoseconds()));
        }));
        return table.toString();
    }
}
