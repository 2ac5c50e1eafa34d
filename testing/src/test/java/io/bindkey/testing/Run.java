// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of test classes that were run by themselves. */
final class Run {

    private final Map<String, String> outcomes;

    private Run(Map<String, String> outcomes) {
        this.outcomes = outcomes;
    }

    static Run of(Class<?>... tests) {
        return of(Map.of(), tests);
    }

    static Run of(Map<String, String> parameters, Class<?>... tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(tests).map(test -> selectClass(test)).toList())
                .configurationParameters(parameters)
                .build();
        Map<String, String> outcomes = new ConcurrentHashMap<>();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String outcome =
                        result.getThrowable().map(Throwable::getMessage).orElse("ok");
                if (test.isTest() || !outcome.equals("ok")) {
                    outcomes.merge(test.getDisplayName(), outcome, (one, other) -> one + ", " + other);
                }
            }
        });
        return new Run(new TreeMap<>(outcomes));
    }

    /** {@return what a test, or a class that did not come to its tests, said: {@code ok}, or why it failed} */
    String outcome(String name) {
        String outcome = outcomes.get(name);
        if (outcome == null) {
            throw new AssertionError("There was no " + name + " among " + outcomes);
        }
        return outcome;
    }

    List<String> outcomes() {
        return List.copyOf(outcomes.values());
    }
}
