// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Nanoseconds of a processor and bytes for each call. Each round has one process for each call and way, so that what else
 * the machine does meets all of them; the processor time is that of the best iteration of all rounds, which was disturbed
 * least.
 *
 * @param benchmark the class
 * @param against what each way is compared with
 * @param classPath of the processes
 */
record ProcessorComparison(Class<?> benchmark, Map<String, List<String>> against, ClassPath classPath)
        implements Comparison {

    private static final List<String> WITHOUT_US = List.of("PLAIN", "BY_HAND");
    private static final List<String> PLAIN = List.of("PLAIN");

    /** What is on the class path of the measured processes. */
    enum ClassPath {
        WHOLE,
        WITHOUT_NARAYANA;

        String get() {
            String whole = System.getProperty("java.class.path");
            return this == WHOLE
                    ? whole
                    : Arrays.stream(whole.split(File.pathSeparator, -1))
                            .filter(entry -> !entry.contains("narayana-jta"))
                            .collect(Collectors.joining(File.pathSeparator));
        }
    }

    ProcessorComparison(Class<?> benchmark, Map<String, List<String>> against) {
        this(benchmark, against, ClassPath.WHOLE);
    }

    /** What a bind costs, without a transaction manager. */
    static final Comparison TRANSACTIONS = new ProcessorComparison(
            TransactionBenchmark.class,
            Arrays.stream(TransactionBenchmark.Of.values()).collect(Collectors.toMap(Enum::name, of -> WITHOUT_US)),
            ClassPath.WITHOUT_NARAYANA);

    /** What routing costs over a bind. */
    static final Comparison ROUTING = new ProcessorComparison(
            RouterBenchmark.class,
            Map.of(
                    "PROVIDER", List.of("PROVIDER"),
                    "OWN_ROUTER", List.of("PROVIDER"),
                    "BOUND", List.of("BOUND"),
                    "ROUTER", List.of("BOUND")));

    /** What a bind costs under JTA. */
    static final Comparison JTA =
            new ProcessorComparison(JtaBenchmark.class, Map.of("PLAIN", PLAIN, "BOUND", PLAIN, "ROUTER", PLAIN));

    /** What two binds cost with two-phase commit. */
    static final Comparison XA = new ProcessorComparison(XaBenchmark.class, Map.of("PLAIN", PLAIN, "ROUTER", PLAIN));

    /** What further binds cost that a call has nothing to do with. */
    static final Comparison MANY_BINDS = new ProcessorComparison(
            ManyBindsBenchmark.class,
            Map.of("1", List.of("1"), "8", List.of("1"), "64", List.of("1"), "256", List.of("1")));

    @Override
    public boolean has(Pattern calls) {
        return !Comparison.selection(benchmark, calls).isEmpty();
    }

    @Override
    public String measure(int rounds, Pattern calls) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Comparison.selection(benchmark, calls))
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class)
                .forks(1)
                // On a busy machine the compiler would come too late for some of them, and for others not.
                .jvmArgsAppend("-Xbatch", "-XX:+UseSerialGC")
                .warmupIterations(10)
                .warmupTime(TimeValue.seconds(1))
                // Short ones, for a machine may be slow for seconds, and a table that grows makes the later calls
                // slower.
                .measurementIterations(100)
                .measurementTime(TimeValue.milliseconds(40))
                .build();
        List<RunResult> results = new ArrayList<>();
        String whole = System.setProperty("java.class.path", classPath.get());
        try {
            for (int round = 0; round < rounds; round++) {
                results.addAll(new Runner(options).run());
            }
        } finally {
            System.setProperty("java.class.path", whole);
        }
        return table(results);
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

    private String table(List<RunResult> results) {
        Map<String, Map<String, Figures>> calls = new LinkedHashMap<>();
        results.forEach(result -> {
            String call = result.getParams().getBenchmark().replaceFirst(".*\\.", "");
            String of = result.getParams().getParam("of");
            calls.computeIfAbsent(call, c -> new LinkedHashMap<>()).merge(of, Figures.of(result), Figures::best);
        });
        StringBuilder table = new StringBuilder(String.format(
                "%n%-14s %-16s %12s %12s   %s%n", "call", "in", "ns", "bytes", "times the ns and bytes of"));
        calls.forEach((call, figures) -> figures.forEach((of, figure) -> {
            table.append(String.format(
                    Locale.ROOT, "%-14s %-16s %12.1f %12.0f  ", call, of, figure.nanoseconds(), figure.bytes()));
            for (String other : Objects.requireNonNull(against.get(of))) {
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
