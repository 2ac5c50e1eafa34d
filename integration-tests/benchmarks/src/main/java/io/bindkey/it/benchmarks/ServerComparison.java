// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.benchmarks.ServerWays.Call;
import io.bindkey.it.benchmarks.ServerWays.Of;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How many transactions a database server and a number of threads do in a second, and how long one takes: half of them at most,
 * and 99 of 100.
 *
 * <p>All ways are open in one process and take turns of half a second: by the clock, a server and eight threads on few
 * processors differ from one minute to the next by more than the ways do. What counts is the median of all turns, and for a
 * comparison that of the ratios within a turn.
 */
final class ServerComparison implements Comparison {

    static final Comparison POSTGRES = new ServerComparison("pg", RunningPostgres::start);
    static final Comparison MARIADB = new ServerComparison("mariaDb", RunningMariaDb::start);

    /** Where the tests have unpacked it already. */
    static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private static final List<Integer> THREADS = List.of(1, 8);
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int WARM_UP = 20;
    private static final int TURNS_OF_A_ROUND = 20;

    private final String name;
    private final Function<Path, RunningDatabase> start;

    /** Beyond all ids that are there. */
    private final AtomicLong last = new AtomicLong(ServerWays.KEPT);

    private ServerComparison(String name, Function<Path, RunningDatabase> start) {
        this.name = name;
        this.start = start;
    }

    private String word(Call call) {
        return name + call.word;
    }

    /** Of one way in one turn; times in microseconds. */
    private record Figures(double perSecond, double half, double most) {

        static Figures of(long[] sortedNanos, double seconds) {
            int number = sortedNanos.length;
            return new Figures(
                    number / seconds, sortedNanos[number / 2] / 1e3, sortedNanos[(int) (number * 0.99)] / 1e3);
        }
    }

    @Override
    public boolean has(Pattern calls) {
        return Stream.of(Call.values())
                .anyMatch(call -> calls.matcher(word(call)).matches());
    }

    @Override
    public String measure(int rounds, Pattern calls) throws InterruptedException {
        StringBuilder table = new StringBuilder(String.format(
                "%n%-13s %7s %-8s %8s %8s %8s   %s%n",
                "call", "threads", "in", "per s", "p50 us", "p99 us", "times those of PLAIN (quartiles)"));
        try (RunningDatabase server = start.apply(WORK);
                ServerWays ways = new ServerWays(server)) {
            for (int threads : THREADS) {
                for (Call call : Call.values()) {
                    if (calls.matcher(word(call)).matches()) {
                        System.out.printf("# %s, %d threads%n", word(call), threads);
                        List<Map<Of, Figures>> turns = turns(ways, call, threads, rounds * TURNS_OF_A_ROUND);
                        for (Of of : Of.values()) {
                            table.append(line(call, threads, of, turns));
                        }
                    }
                }
            }
        }
        return table.toString();
    }

    private List<Map<Of, Figures>> turns(ServerWays ways, Call call, int threads, int number)
            throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            Map<Of, List<Way>> each = new EnumMap<>(Of.class);
            for (Of of : Of.values()) {
                each.put(
                        of,
                        Stream.generate(ways.of(of)::ofAnotherThread)
                                .limit(threads)
                                .toList());
            }
            List<Of> order = new ArrayList<>(List.of(Of.values()));
            List<Map<Of, Figures>> turns = new ArrayList<>();
            for (int turn = 0; turn < WARM_UP + number; turn++) {
                Map<Of, Figures> figures = new EnumMap<>(Of.class);
                for (Of of : order) {
                    figures.put(of, turn(callers, Objects.requireNonNull(each.get(of)), call));
                }
                // None is always the one after the same other.
                Collections.rotate(order, 1);
                if (turn >= WARM_UP) {
                    turns.add(figures);
                }
            }
            return turns;
        } finally {
            callers.shutdownNow();
        }
    }

    private Figures turn(ExecutorService callers, List<Way> ways, Call call) throws InterruptedException {
        long begin = System.nanoTime();
        List<Future<LongStream>> calling = ways.stream()
                .map(way -> callers.submit(() -> times(way, call, begin + TURN_NANOS)))
                .toList();
        LongStream all = LongStream.empty();
        try {
            for (Future<LongStream> caller : calling) {
                all = LongStream.concat(all, caller.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return Figures.of(all.sorted().toArray(), seconds);
    }

    /** {@return how long each call took, in nanoseconds} */
    private LongStream times(Way way, Call call, long end) {
        LongStream.Builder times = LongStream.builder();
        for (long begin = System.nanoTime(); begin < end; ) {
            call.run(way, last);
            long now = System.nanoTime();
            times.add(now - begin);
            begin = now;
        }
        return times.build();
    }

    private String line(Call call, int threads, Of of, List<Map<Of, Figures>> turns) {
        return String.format(
                Locale.ROOT,
                "%-13s %7d %-8s %8.0f %8.1f %8.1f   %s %s %s%n",
                word(call),
                threads,
                of,
                quantile(turns, 0.5, turn -> figures(turn, of).perSecond()),
                quantile(turns, 0.5, turn -> figures(turn, of).half()),
                quantile(turns, 0.5, turn -> figures(turn, of).most()),
                ratio(turns, of, Figures::perSecond),
                ratio(turns, of, Figures::half),
                ratio(turns, of, Figures::most));
    }

    private static Figures figures(Map<Of, Figures> turn, Of of) {
        return Objects.requireNonNull(turn.get(of));
    }

    private static String ratio(List<Map<Of, Figures>> turns, Of of, ToDoubleFunction<Figures> figure) {
        ToDoubleFunction<Map<Of, Figures>> ratio =
                turn -> figure.applyAsDouble(figures(turn, of)) / figure.applyAsDouble(figures(turn, Of.PLAIN));
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f %.3f)",
                quantile(turns, 0.5, ratio),
                quantile(turns, 0.25, ratio),
                quantile(turns, 0.75, ratio));
    }

    private static double quantile(
            List<Map<Of, Figures>> turns, double part, ToDoubleFunction<Map<Of, Figures>> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) (sorted.length * part)];
    }
}
