// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints one line for each server: how many tests ran in it, and how long that took with its start and end. */
public final class ServerLine implements TestExecutionListener {

    private final AtomicInteger tests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private long start;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        start = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (identifier.isTest()) {
            tests.incrementAndGet();
        }
        if (result.getStatus() == Status.FAILED) {
            failures.incrementAndGet();
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (tests.get() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "Server %s (%s): %d tests, %d failed, %d s%n",
                    System.getProperty("server.name"),
                    Path.of(System.getProperty("server.home")).getFileName(),
                    tests.get(),
                    failures.get(),
                    (System.nanoTime() - start) / 1_000_000_000);
        }
    }
}
