// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.bindkey.BindKey;
import io.bindkey.it.databases.PhysicalDatabase;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.transaction.TransactionManager;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application is deployed and undeployed fifty times in one JVM, and nothing stays.
 *
 * <p>Each time in a class loader of its own with what a WAR brings: BindKey with its pool, the model and the beans. The
 * rest is in the parent, as in a server: the provider, the container, the configuration, the drivers. Only what the
 * server keeps can leak an application.
 */
@Tag("slow")
@Tag("matrix")
class FiftyCyclesTest {

    private static final int CYCLES = 50;
    private static final int CYCLES_WITH_PROVIDER = 5;
    private static final int WARM_UP = 10;
    private static final long TOLERATED_GROWTH = 8L << 20;

    @Test
    void nothingStaysOfFiftyApplications() throws Exception {
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
                .addBeanClasses(FiftyCyclesTest.class)
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
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (WarClassLoader war = loader) {
            thread.setContextClassLoader(war);
            Class<?> type = war.loadClass(ShortLife.class.getName());
            assertThat(type.getClassLoader()).isSameAs(war);
            ((Runnable) type.getConstructor().newInstance()).run();
            return new WeakReference<>(war);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** {@return the numbers of those that are left, after as many collections as it takes, up to some seconds} */
    private static List<Integer> remaining(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        List<Integer> remaining = List.of();
        for (int i = 0; i < 50; i++) {
            System.gc();
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

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Has some packages by itself. The parent has them too, here but not in a server, and is never asked for them: else
     * Weld would take a client proxy for one of our beans that it has generated there for another test.
     */
    private static final class WarClassLoader extends URLClassLoader {

        private static final List<String> CLASSES = List.of(
                BindKey.class.getName(),
                ShortLife.class.getName(),
                PhysicalDatabase.class.getName(),
                AgroalDataSource.class.getName(),
                "io.agroal.pool.ConnectionPool");
        private static final List<String> PACKAGES = List.of("io.bindkey.", "io.agroal.");

        private final List<String> packages;

        private WarClassLoader(List<URL> archives, List<String> packages) {
            super(archives.toArray(URL[]::new), FiftyCyclesTest.class.getClassLoader());
            this.packages = packages;
        }

        static WarClassLoader withoutProvider() throws ClassNotFoundException {
            return new WarClassLoader(archives(), PACKAGES);
        }

        static WarClassLoader withHibernate() throws ClassNotFoundException, MalformedURLException {
            List<URL> archives = archives();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path archive = Path.of(path);
                if (String.valueOf(archive.getFileName()).startsWith("hibernate-")) {
                    archives.add(archive.toUri().toURL());
                }
            }
            List<String> packages = new ArrayList<>(PACKAGES);
            packages.add("org.hibernate.");
            return new WarClassLoader(archives, packages);
        }

        private static List<URL> archives() throws ClassNotFoundException {
            List<URL> archives = new ArrayList<>();
            for (String type : CLASSES) {
                archives.add(Class.forName(type)
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation());
            }
            return archives;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> type = findLoadedClass(name);
                if (type == null && packages.stream().anyMatch(name::startsWith)) {
                    type = findClass(name);
                }
                return type != null ? type : super.loadClass(name, resolve);
            }
        }
    }
}
