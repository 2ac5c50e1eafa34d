// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.Application;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One short transaction with all that belongs to it, on PostgreSQL: what a user waits for. All threads have one
 * application, and each transaction has an entity manager of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class PostgresBenchmark {

    static final String PROPERTY = "benchmarks.postgres.";
    private static final int KEPT = 100;

    /** How one has an entity manager. */
    public enum Of {
        PLAIN,
        BOUND,
        ROUTER;

        private Way open(PhysicalDatabase database) {
            return switch (this) {
                case PLAIN -> new PlainWay(PlainUnit.on(database));
                case BOUND -> InjectedWay.bound(application(database));
                case ROUTER -> InjectedWay.router(application(database));
            };
        }

        private static Application application(PhysicalDatabase database) {
            return Application.onH2()
                    .withDatabase(Application.DEFAULT, database)
                    .with("binds.default.schema.strategy", "drop-and-create")
                    .with("binds.default.schema.allow-drop", "true")
                    .with("binds.default.pool.max-size", "10")
                    .resourceLocal()
                    .withTables()
                    .start();
        }
    }

    /** One of the threads. */
    @State(Scope.Thread)
    public static class Caller {

        private Way way;

        @Setup
        public void start(PostgresBenchmark benchmark) {
            way = benchmark.way.ofAnotherThread();
        }
    }

    @Param
    public Of of;

    private final AtomicLong last = new AtomicLong();
    private Way way;

    /** The server runs already, for all processes of the measurement. */
    @Setup
    public void start() {
        start(new PhysicalDatabase(told("url"), told("username"), told("password")));
    }

    private static String told(String property) {
        return Objects.requireNonNull(System.getProperty(PROPERTY + property), property);
    }

    void start(PhysicalDatabase database) {
        way = of.open(database);
        for (int i = 0; i < KEPT; i++) {
            insert(way);
        }
    }

    @TearDown
    public void stop() {
        way.close();
    }

    @Benchmark
    public Note pgFind(Caller caller) {
        return caller.way.inTransaction(em -> em.find(Note.class, 7L));
    }

    @Benchmark
    public List<Note> pgJpql(Caller caller) {
        return caller.way.inTransaction(em -> em.createQuery("select n from Note n where n.id = :id", Note.class)
                .setParameter("id", 7L)
                .getResultList());
    }

    @Benchmark
    public long pgInsert(Caller caller) {
        return insert(caller.way);
    }

    private long insert(Way inWay) {
        long id = last.incrementAndGet();
        inWay.inTransaction(em -> {
            em.persist(new Note(id, "note " + id));
            return id;
        });
        return id;
    }
}
