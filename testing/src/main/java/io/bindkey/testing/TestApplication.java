// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.RollingBack;
import io.bindkey.SchemaOps;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The application that tests run in. Used by one thread at a time. */
final class TestApplication implements AutoCloseable {

    private final TestSettings settings;
    private final TestConfiguration configuration;
    private final WatchedBinds watched;
    private final WatchedStatements statements;
    private final WatchedFaults faults;
    private final SeContainer container;
    private final boolean narayana;
    private final AtomicBoolean commits;
    private final IdentityHashMap<Object, CreationalContext<?>> injected = new IdentityHashMap<>();
    private final TestTables tables;

    private @Nullable RequestContextController request;
    private @Nullable RollingBack rollingBack;

    private TestApplication(
            TestSettings settings,
            TestConfiguration configuration,
            WatchedBinds watched,
            AtomicBoolean commits,
            boolean narayana) {
        this.settings = settings;
        this.configuration = configuration;
        this.watched = watched;
        this.commits = commits;
        this.narayana = narayana;
        this.statements = new WatchedStatements(watched);
        this.faults = new WatchedFaults(watched, configuration.replicas(), commits::get);
        this.container = container();
        this.tables = new TestTables(container.select(SchemaOps.class).get(), configuration, watched);
        watched.watches().forEach(BindWatch::settle);
        catchUp();
    }

    static TestApplication start(TestSettings settings) {
        boolean narayana = NarayanaInTests.isThere(settings.loader());
        TestConfiguration configuration = TestConfiguration.of(settings, narayana);
        try {
            return new TestApplication(
                    settings, configuration, new WatchedBinds(configuration.binds()), new AtomicBoolean(), narayana);
        } catch (RuntimeException | Error e) {
            end(settings, configuration, key -> false);
            throw e;
        }
    }

    private SeContainer container() {
        List<Class<?>> beans = new ArrayList<>(settings.beans());
        if (narayana) {
            beans.addAll(NarayanaInTests.interceptors(settings.loader()));
        }
        // An application that has no bean archive is none to Weld, unless it has a bean.
        beans.add(Nothing.class);
        return SeContainerInitializer.newInstance()
                .addExtensions(new TestBeans(statements, faults, beans))
                .addBeanClasses(beans.toArray(Class<?>[]::new))
                .initialize();
    }

    /** A bean without any use. */
    static final class Nothing {}

    TestSettings settings() {
        return settings;
    }

    WatchedStatements statements() {
        return statements;
    }

    WatchedFaults faults() {
        return faults;
    }

    /** Fills the fields of a test instance. */
    <T> void inject(T test) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) test.getClass();
        BeanManager manager = container.getBeanManager();
        CreationalContext<T> creation = manager.createCreationalContext(null);
        manager.getInjectionTargetFactory(manager.createAnnotatedType(type))
                .createInjectionTarget(null)
                .inject(test, creation);
        injected.put(test, creation);
    }

    /** Ends what was made for a test instance alone. */
    void release(Object test) {
        CreationalContext<?> creation = injected.remove(test);
        if (creation != null) {
            creation.release();
        }
    }

    /** A test begins. */
    void begin(boolean committed) {
        if (committed) {
            tables.beginIdsAnew();
            catchUp();
        }
        commits.set(committed);
        watched.watches()
                .forEach(watch -> watch.begin(
                        !settings.binds().isEmpty() && !settings.binds().contains(watch.key())));
        RequestContextController controller =
                container.select(RequestContextController.class).get();
        controller.activate();
        request = controller;
        if (!committed) {
            rollingBack = container.select(Binds.class).get().rollingBack();
        }
    }

    /** Tables that were made are on replicas a little later; those who read there expect them. */
    private void catchUp() {
        configuration.replicas().values().forEach(replica -> replica.server().catchUp());
    }

    /** Does what a commit does first, so that what the database refuses is not missed. */
    void flush() {
        if (rollingBack == null) {
            return;
        }
        if (narayana && JtaStatus.isActive(container)) {
            container.select(EntityManager.class, Bound.Literal.ROUTER).get().flush();
        }
        Optional<String> local = configuration.binds().entrySet().stream()
                .filter(bind -> bind.getValue().local())
                .map(Map.Entry::getKey)
                .findFirst();
        if (local.isPresent()) {
            flushLocal(container
                    .select(EntityManager.class, Bound.Literal.of(local.get()))
                    .get()
                    .getTransaction());
        }
    }

    /** A service's transaction commits, which in what is rolled back is no more than a flush. */
    private void flushLocal(EntityTransaction transaction) {
        if (transaction.isActive()) {
            return;
        }
        transaction.begin();
        if (transaction.getRollbackOnly()) {
            unlessLost(transaction::rollback);
        } else {
            transaction.commit();
        }
    }

    /** {@return what is wrong with a test that has succeeded so far} */
    Optional<AssertionError> complaint() {
        return watched.watches()
                .flatMap(watch -> watch.touch().stream()
                        .map(touch -> TestFailures.touched(settings.binds(), watch.key(), touch.where(), touch.sql())))
                .findFirst();
    }

    /** A test has ended. */
    void end() {
        try {
            faults.none();
            RollingBack all = rollingBack;
            rollingBack = null;
            if (all != null) {
                unlessLost(all::close);
            }
        } finally {
            watched.watches().forEach(BindWatch::end);
            RequestContextController controller = request;
            request = null;
            if (controller != null) {
                controller.deactivate();
            }
            tables.empty(commits.get());
        }
    }

    /** What is lost cannot be rolled back, which is no failure where the test wanted that. */
    private void unlessLost(Runnable rollback) {
        boolean mayBeLost =
                watched.watches().filter(watch -> watch.fault().wasUsed()).count() > 0;
        try {
            rollback.run();
        } catch (RuntimeException e) {
            if (!mayBeLost) {
                throw e;
            }
        }
    }

    /** What the class has committed between its tests is not for the next one. */
    void endClass() {
        tables.endClass();
    }

    @Override
    public void close() {
        try (container) {
            tables.leaveSchema();
        } finally {
            end(settings, configuration, tables::areAsMade);
        }
    }

    private static void end(TestSettings settings, TestConfiguration configuration, Predicate<String> clean) {
        TestConfiguration.forget(settings.loader());
        configuration.binds().forEach((key, bind) -> {
            bind.url().ifPresent(Watches::remove);
            bind.database().ifPresent(database -> {
                if (clean.test(key)) {
                    database.endedClean();
                } else {
                    database.close();
                }
            });
        });
    }
}
