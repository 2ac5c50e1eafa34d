// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.transaction.TransactionManager;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application is deployed and undeployed many times in one JVM, with {@code -Pall} fifty times, and nothing stays.
 *
 * <p>Each time in a class loader of its own with what a WAR brings: BindKey with its pool, the model and the beans. The
 * rest is in the parent, as in a server: the provider, the container, the configuration, the drivers. Only what the
 * server keeps can leak an application.
 */
@Tag("slow")
@Tag("matrix")
class ManyCyclesTest {

    private static final int CYCLES = Integer.getInteger("cycles", 15);
    private static final int CYCLES_WITH_PROVIDER = 5;
    private static final int WARM_UP = 10;
    private static final long TOLERATED_GROWTH = 8L << 20;

    /** Those who listen are the server's, and stay: Java Flight Recorder, OpenTelemetry and Micrometer. */
    @Test
    void nothingStaysOfManyApplications() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Recording recording = new Recording()) {
            recording.enable("io.bindkey.Transaction").withoutThreshold();
            recording.start();
            GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(InMemoryMetricReader.create())
                            .build())
                    .build());
            Metrics.addRegistry(registry);
            comeAndGo();
            assertThat(registry.getMeters()).isEmpty();
        } finally {
            GlobalOpenTelemetry.resetForTest();
            Metrics.removeRegistry(registry);
        }
    }

    private static void comeAndGo() throws Exception {
        startWhatBelongsToTheServer();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < WARM_UP; i++) {
            loaders.add(cycle(WarClassLoader.withoutProvider()));
        }
        remaining(loaders);
        Set<String> threads = threads();
        long heap = usedHeap();
        int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();

        for (int i = WARM_UP; i < CYCLES; i++) {
            loaders.add(cycle(WarClassLoader.withoutProvider()));
        }
        replaceTheLastRecord();

        assertThat(remaining(loaders)).as("applications that are still there").isEmpty();
        assertThat(threads())
                .isSubsetOf(threads)
                .noneMatch(name -> name.contains("agroal") || name.contains("bindkey"));
        assertThat(usedHeap()).as("used heap").isLessThan(heap + TOLERATED_GROWTH);
        assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                .as("loaded classes")
                .isLessThan(classes + 500);
    }

    /** What a provider keeps by itself goes with its class loader, unless it has left something with classes of the server's. */
    @Test
    void nothingStaysOfApplicationsWithAHibernateOfTheirOwn() throws Exception {
        startWhatBelongsToTheServer();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < CYCLES_WITH_PROVIDER; i++) {
            loaders.add(cycle(WarClassLoader.withHibernate()));
        }
        replaceTheLastRecord();

        assertThat(remaining(loaders)).as("applications that are still there").isEmpty();
    }

    /**
     * Narayana's threads and the shutdown hooks of Weld and H2 keep the context class loader of whoever needs them
     * first. In a server that is no application.
     */
    private static void startWhatBelongsToTheServer() throws Exception {
        TransactionManager narayana = com.arjuna.ats.jta.TransactionManager.transactionManager();
        narayana.begin();
        narayana.rollback();
        SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(ManyCyclesTest.class)
                .initialize()
                .close();
        DriverManager.getConnection("jdbc:h2:mem:").close();
    }

    /**
     * The last component type of a record that was hashed or compared stays in {@code java.lang.runtime.ObjectMethods},
     * by the {@code asTypeCache} of a method handle, until the next record comes: here it comes.
     */
    private record NextRecord(Thread component) {}

    private static void replaceTheLastRecord() {
        NextRecord record = new NextRecord(Thread.currentThread());
        assertThat(record).isEqualTo(new NextRecord(Thread.currentThread())).hasSameHashCodeAs(record);
    }

    /** {@return the class loader of an application that has come and gone} */
    private static WeakReference<ClassLoader> cycle(WarClassLoader loader) throws Exception {
        try (WarClassLoader war = loader) {
            war.run(ShortLife.class);
            return new WeakReference<>(war);
        }
    }

    /** Known to the JDK's serialization, which lets go of others when it is asked for this one. */
    private record NextSerialized() implements Serializable {}

    /**
     * {@return the numbers of those that are left, after as many collections as it takes, up to some seconds}
     *
     * <p>{@code java.io.ClassCache} holds a class that was serialized softly. A collection that clears the reference puts it
     * into a queue, where it holds the class strongly again until another class is looked up. In a server one is.
     */
    private static List<Integer> remaining(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        List<Integer> remaining = List.of();
        for (int i = 0; i < 50; i++) {
            System.gc();
            ObjectStreamClass.lookup(NextSerialized.class);
            remaining = IntStream.range(0, loaders.size())
                    .filter(n -> loaders.get(n).get() != null)
                    .boxed()
                    .toList();
            if (remaining.isEmpty()) {
                break;
            }
            Thread.sleep(100);
        }
        return remaining;
    }

    /** What the classes of a loader held goes with the collection after the one that lets go of the loader. */
    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
