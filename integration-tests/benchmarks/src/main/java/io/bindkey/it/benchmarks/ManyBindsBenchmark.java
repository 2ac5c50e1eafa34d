// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.scenarios.Application;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls of the router that touch one bind, while others are there. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class ManyBindsBenchmark {

    @Param({"1", "8", "64", "256"})
    public int of;

    private Application app;
    private Way way;

    @Setup
    public void start() {
        app = ManyBinds.start(of);
        way = InjectedWay.router(app);
        way.inTransaction(em -> {
            em.persist(new Note(7, "note 7"));
            return em;
        });
    }

    @TearDown
    public void stop() {
        way.close();
    }

    /** A transaction that stays open, with a note that it manages. */
    @State(Scope.Thread)
    public static class Open {

        private RequestContextController request;
        private EntityManager em;

        @Setup(Level.Trial)
        public void begin(ManyBindsBenchmark benchmark) {
            request = benchmark.app.get(RequestContextController.class);
            request.activate();
            em = benchmark.app.router();
            em.getTransaction().begin();
        }

        @TearDown(Level.Trial)
        public void end() {
            em.getTransaction().rollback();
            request.deactivate();
        }
    }

    @Benchmark
    public Note manyManaged(Open open) {
        return open.em.find(Note.class, 7L);
    }

    @Benchmark
    public Note manyFind() {
        return way.inTransaction(em -> em.find(Note.class, 7L));
    }

    @Benchmark
    public List<Note> manyJpql() {
        return way.inTransaction(em -> em.createQuery("select n from Note n where n.id = :id", Note.class)
                .setParameter("id", 7L)
                .getResultList());
    }
}
