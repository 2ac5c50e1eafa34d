// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures, and prints a table for each comparison: each call in each way to have an entity manager, and how the ways
 * compare.
 *
 * <p>Arguments, each with a default: the rounds, and a pattern of the calls.
 */
public final class Measurement {

    private static final List<Comparison> COMPARISONS = List.of(
            ProcessorComparison.TRANSACTIONS,
            ProcessorComparison.ROUTING,
            ProcessorComparison.JTA,
            ProcessorComparison.XA,
            new TelemetryComparison(),
            ServerComparison.POSTGRES,
            ServerComparison.MARIADB,
            ProcessorComparison.MANY_BINDS,
            new StartComparison());

    private Measurement() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        Pattern calls = Pattern.compile(arguments.length > 1 ? arguments[1] : ".*");
        List<String> tables = new ArrayList<>();
        for (Comparison comparison : COMPARISONS) {
            if (comparison.has(calls)) {
                tables.add(comparison.measure(rounds, calls));
            }
        }
        tables.forEach(System.out::println);
    }
}
