// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.RunnerException;

/** One table of what is measured. */
interface Comparison {

    /** {@return whether any of its calls is wanted} */
    boolean has(Pattern calls);

    /** {@return the table, after each call was measured in each way as often as there are rounds} */
    String measure(int rounds, Pattern calls) throws RunnerException, IOException, InterruptedException;

    /** {@return what selects the wanted calls of a benchmark, empty if there are none} */
    static String selection(Class<?> benchmark, Pattern calls) {
        return Arrays.stream(benchmark.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .filter(method -> calls.matcher(method.getName()).matches())
                .map(method -> Pattern.quote(benchmark.getName() + "." + method.getName()) + "$")
                .collect(Collectors.joining("|"));
    }
}
