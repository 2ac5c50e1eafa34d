// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What it costs to be told what happens, in nanoseconds of a processor for each transaction. All are open in one process and take
 * turns, so that the differences of two processes, and what else the machine does, meet all of them.
 */
final class TelemetryComparison implements Comparison {

    private static final int WARM_UP = 30;
    private static final int TURNS = 150;
    private static final int TRANSACTIONS = 2_000;

    @Override
    public boolean has(Pattern calls) {
        return calls.matcher("telemetryInsert").matches();
    }

    @Override
    public String measure(int rounds, Pattern calls) {
        Map<TelemetryBenchmark.Of, TelemetryBenchmark> ways = new EnumMap<>(TelemetryBenchmark.Of.class);
        Map<TelemetryBenchmark.Of, double[]> times = new EnumMap<>(TelemetryBenchmark.Of.class);
        int turns = TURNS * rounds;
        for (TelemetryBenchmark.Of of : TelemetryBenchmark.Of.values()) {
            TelemetryBenchmark way = new TelemetryBenchmark();
            way.of = of;
            way.start();
            ways.put(of, way);
            times.put(of, new double[turns]);
        }
        for (int turn = -WARM_UP; turn < turns; turn++) {
            for (var entry : ways.entrySet()) {
                double time = turn(entry.getValue());
                double[] measured = times.get(entry.getKey());
                if (turn >= 0 && measured != null) {
                    measured[turn] = time;
                }
            }
        }
        ways.values().forEach(TelemetryBenchmark::stop);
        return table(times);
    }

    private static double turn(TelemetryBenchmark way) {
        way.removeWhatWasInserted();
        way.startRecording();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TRANSACTIONS; i++) {
            way.telemetryInsert();
        }
        double time = (double) (threads.getCurrentThreadCpuTime() - before) / TRANSACTIONS;
        way.stopRecording();
        return time;
    }

    private static String table(Map<TelemetryBenchmark.Of, double[]> times) {
        StringBuilder table = new StringBuilder(
                String.format("%n%-16s %12s %12s   %s%n", "one insert", "best ns", "median ns", "times OFF"));
        double[] base = times.getOrDefault(TelemetryBenchmark.Of.OFF, new double[0]);
        double[] first = sorted(base);
        times.forEach((of, measured) -> {
            double[] ratios = new double[measured.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = measured[i] / base[i];
            }
            double[] inOrder = sorted(measured);
            table.append(String.format(
                    Locale.ROOT,
                    "%-16s %12.0f %12.0f   best %.3f, median of turns %.3f%n",
                    of,
                    inOrder[0],
                    inOrder[inOrder.length / 2],
                    inOrder[0] / first[0],
                    sorted(ratios)[ratios.length / 2]));
        });
        return table.toString();
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}
