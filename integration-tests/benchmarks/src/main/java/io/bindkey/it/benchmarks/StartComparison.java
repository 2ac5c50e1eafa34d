// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the start of a process takes that opens a number of binds, or as many units by hand, and what heap these keep while
 * nobody uses them. Each start has a process of its own; of the rounds the least counts, for each figure by itself.
 */
final class StartComparison implements Comparison {

    private static final String CALL = "start";
    private static final List<Integer> NUMBERS = List.of(1, 8, 64, 256);

    /** Who opens. */
    enum Of {
        BY_HAND,
        BINDS;

        /** {@return what closes them} */
        private Runnable open(int number) {
            return switch (this) {
                case BY_HAND -> units(number);
                case BINDS -> ManyBinds.start(number)::close;
            };
        }

        private static Runnable units(int number) {
            List<PlainUnit> units = new ArrayList<>();
            units.add(PlainUnit.of(Note.class));
            for (int copy = 1; copy < number; copy++) {
                units.add(PlainUnit.of(Copies.of(copy)));
            }
            return () -> units.forEach(PlainUnit::close);
        }
    }

    /** Of one start. */
    record Figures(double processorMillis, double heap) {

        /** Those of this process. */
        static Figures of(Of of, int number) {
            Runnable closing = of.open(number);
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            double processorMillis = system.getProcessCpuTime() / 1e6;
            double heap = used();
            closing.run();
            return new Figures(processorMillis, heap);
        }

        /** The second time takes what the first has made unreachable, as by references that are weak. */
        @SuppressWarnings("SystemGarbageCollection")
        private static double used() {
            System.gc();
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        static Figures parse(String line) {
            String[] figures = line.split(" ", -1);
            return new Figures(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
        }

        @Override
        public String toString() {
            return processorMillis + " " + heap;
        }

        /** Each for itself. */
        Figures best(Figures other) {
            return new Figures(Math.min(processorMillis, other.processorMillis), Math.min(heap, other.heap));
        }
    }

    /** One process of the measurement: who opens, and how many. */
    public static void main(String[] arguments) {
        System.out.println(Figures.of(Of.valueOf(arguments[0]), Integer.parseInt(arguments[1])));
        System.exit(0);
    }

    @Override
    public boolean has(Pattern calls) {
        return calls.matcher(CALL).matches();
    }

    @Override
    public String measure(int rounds, Pattern calls) throws IOException, InterruptedException {
        Map<Of, Map<Integer, Figures>> all = new EnumMap<>(Of.class);
        for (int round = 0; round < rounds; round++) {
            for (int number : NUMBERS) {
                for (Of of : Of.values()) {
                    System.out.printf("# %s of %d, %s%n", CALL, number, of);
                    all.computeIfAbsent(of, o -> new TreeMap<>())
                            .merge(number, inAnotherProcess(of, number), Figures::best);
                }
            }
        }
        return table(Objects.requireNonNull(all.get(Of.BY_HAND)), Objects.requireNonNull(all.get(Of.BINDS)));
    }

    private static Figures inAnotherProcess(Of of, int number) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(StartComparison.class.getName(), of.name(), String.valueOf(number)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(of + " of " + number + " has failed: " + told);
        }
        return Figures.parse(told.lines().reduce("", (before, last) -> last));
    }

    private static String table(Map<Integer, Figures> byHand, Map<Integer, Figures> binds) {
        StringBuilder table = new StringBuilder(String.format(
                "%n%-6s %10s %10s %10s %10s   %s%n",
                CALL, "by hand ms", "MB", "binds ms", "MB", "times ms and MB, KiB more for each further one"));
        byHand.forEach((number, theirs) -> {
            Figures ours = Objects.requireNonNull(binds.get(number));
            table.append(String.format(
                    Locale.ROOT,
                    "%-6d %10.0f %10.1f %10.0f %10.1f   %.3f %.3f %.1f%n",
                    number,
                    theirs.processorMillis(),
                    theirs.heap() / 1e6,
                    ours.processorMillis(),
                    ours.heap() / 1e6,
                    ours.processorMillis() / theirs.processorMillis(),
                    ours.heap() / theirs.heap(),
                    (eachFurther(binds, number) - eachFurther(byHand, number)) / 1024));
        });
        return table.toString();
    }

    /** {@return the heap of each one after the first} */
    private static double eachFurther(Map<Integer, Figures> figures, int number) {
        double first = Objects.requireNonNull(figures.get(1)).heap();
        return number == 1 ? 0 : (Objects.requireNonNull(figures.get(number)).heap() - first) / (number - 1);
    }
}
