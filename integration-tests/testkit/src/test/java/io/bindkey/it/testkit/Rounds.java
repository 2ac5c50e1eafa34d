// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the market's tests as often as it is told, each time in another order. Has a process to itself. */
public final class Rounds {

    private static final List<Class<?>> TESTS = List.of(
            OnH2Test.class,
            OnRealDatabasesTest.class,
            OnePhaseOnRealDatabasesTest.class,
            OnePhaseTest.class,
            SharedTest.class,
            KindsTest.class,
            TwoPhasesTest.class,
            WithAlternativeTest.class,
            OnServersTest.class,
            StandingStillTest.class,
            BehindTest.class);

    private Rounds() {}

    /**
     * Runs them, and tells how it went.
     *
     * @param arguments how often
     */
    public static void main(String... arguments) {
        // Again and again, for it looks at what has become of the times before.
        boolean right = run(0, OnServersTest.class).getTotalFailureCount() == 0;
        right &= run(0, OnServersTest.class).getTotalFailureCount() == 0;
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            right &= round(new Random().nextInt(1_000_000));
        }
        if (!right) {
            System.exit(1);
        }
    }

    private static boolean round(long seed) {
        long begin = System.nanoTime();
        TestExecutionSummary summary = run(seed, TESTS.toArray(Class<?>[]::new));
        System.out.printf(
                "seed %d: %d of %d in %d s%n",
                seed,
                summary.getTestsSucceededCount(),
                summary.getTestsFoundCount(),
                Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        summary.getFailures().forEach(failure -> {
            System.out.println(failure.getTestIdentifier().getUniqueId());
            failure.getException().printStackTrace(System.out);
        });
        return summary.getTotalFailureCount() == 0;
    }

    private static TestExecutionSummary run(long seed, Class<?>... tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(tests).map(test -> selectClass(test)).toList())
                .configurationParameters(Map.of(
                        "junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$Random",
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$Random",
                        "junit.jupiter.execution.order.random.seed", String.valueOf(seed)))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Times times = new Times();
        LauncherFactory.create().execute(request, listener, times);
        times.print();
        return listener.getSummary();
    }

    /** How long each class took. */
    private static final class Times implements TestExecutionListener {

        private final Map<String, Long> begun = new ConcurrentHashMap<>();
        private final List<String> lines = new ArrayList<>();

        @Override
        public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Long from = begun.get(test.getUniqueId());
            if (from != null && test.getUniqueId().matches(".*\\[class:[^/]*\\]$")) {
                lines.add(test.getDisplayName() + " " + (System.nanoTime() - from) / 1_000_000 + " ms");
            }
        }

        void print() {
            lines.forEach(System.out::println);
        }
    }
}
