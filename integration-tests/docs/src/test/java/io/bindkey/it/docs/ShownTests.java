// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests that the pages show. Has a process to itself. */
public final class ShownTests {

    private ShownTests() {}

    /**
     * Runs them, and prints how many succeeded.
     *
     * @param names of the test classes
     */
    public static void main(String... names) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(names).map(name -> selectClass(name)).toList())
                .build();
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        launcher.execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
        if (summary.getTotalFailureCount() > 0) {
            System.exit(1);
        }
        System.out.println(summary.getTestsSucceededCount() + " of " + summary.getTestsFoundCount());
    }
}
