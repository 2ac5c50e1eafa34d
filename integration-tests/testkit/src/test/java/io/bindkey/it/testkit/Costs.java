// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bindkey.Bound;
import io.bindkey.it.testkit.market.Account;
import io.bindkey.it.testkit.market.Customer;
import io.bindkey.it.testkit.market.Entry;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Prints what tests cost that do nothing, or little. Has a process to itself. */
public final class Costs {

    private static final int TIMES = 400;
    private static final int CLASSES = 12;

    private Costs() {}

    /**
     * Measures, and prints medians of what came last.
     *
     * @param arguments none
     */
    public static void main(String... arguments) {
        for (Class<?> type : List.of(Plain.class, Local.class, OnePhase.class, TwoPhases.class, OnServers.class)) {
            Map<String, List<Double>> times = run(type);
            times.remove("class");
            times.forEach(
                    (name, all) -> print(type.getSimpleName() + " " + name, all.subList(all.size() / 2, all.size())));
        }
        for (Class<?> type : List.of(StartInMemory.class, StartOnServers.class)) {
            List<Double> starts = new ArrayList<>();
            for (int i = 0; i < CLASSES; i++) {
                starts.addAll(run(type).getOrDefault("class", List.of()));
            }
            System.out.printf(Locale.ROOT, "%s first %.0f ms%n", type.getSimpleName(), starts.get(0));
            print(type.getSimpleName() + " later", starts.subList(CLASSES / 2, starts.size()));
        }
    }

    private static void print(String what, List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(Locale.ROOT, "%s %.2f ms%n", what, sorted.get(sorted.size() / 2));
    }

    /** {@return the milliseconds of each test by its method, and of the class} */
    private static Map<String, List<Double>> run(Class<?> type) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        Map<String, List<Double>> times = new TreeMap<>();
        Map<String, Long> begun = new ConcurrentHashMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                begun.put(test.getUniqueId(), System.nanoTime());
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(Throwable::printStackTrace);
                Long from = begun.get(test.getUniqueId());
                String id = test.getUniqueId();
                String name = test.isTest()
                        ? id.replaceFirst(".*(?:template|method):(\\w+).*", "$1")
                        : id.matches(".*\\[class:[^/]*\\]$") ? "class" : "";
                if (from != null && !name.isEmpty()) {
                    times.computeIfAbsent(name, any -> new ArrayList<>()).add((System.nanoTime() - from) / 1e6);
                }
            }
        });
        return times;
    }

    static class Plain {

        @RepeatedTest(TIMES)
        void nothing() {}
    }

    abstract static class Three {

        @Inject
        @Bound
        EntityManager em;

        @RepeatedTest(TIMES)
        void nothing() {}

        @RepeatedTest(TIMES)
        void writes() {
            em.persist(Customer.named("ann"));
            em.persist(Account.of("ann"));
            em.persist(Entry.of("ann signed up"));
        }

        @RepeatedTest(TIMES / 4)
        @Committed
        void committedReads() {
            em.createQuery("select c from Customer c", Customer.class).getResultList();
        }
    }

    @BindTest(config = "binds-defaults.transaction=resource-local")
    static class Local extends Three {}

    @BindTest(config = "binds-defaults.transaction=jta")
    static class OnePhase extends Three {}

    @BindTest
    static class TwoPhases extends Three {}

    @BindTest
    @OnDatabase(Product.POSTGRESQL)
    @OnDatabase(value = Product.MARIADB, bind = "auth")
    static class OnServers extends Three {}

    @BindTest
    static class StartInMemory {

        @Test
        void nothing() {}
    }

    @BindTest
    @OnDatabase(Product.POSTGRESQL)
    @OnDatabase(value = Product.MARIADB, bind = "auth")
    static class StartOnServers {

        @Test
        void nothing() {}
    }
}
