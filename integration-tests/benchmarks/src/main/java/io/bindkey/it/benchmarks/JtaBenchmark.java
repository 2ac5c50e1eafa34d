// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
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

/** One short transaction of Narayana with all that belongs to it, on H2 in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class JtaBenchmark {

    private static final int KEPT = 100;

    /** How one has an entity manager. */
    public enum Of {
        PLAIN,
        BOUND,
        ROUTER;

        private Way open() {
            return switch (this) {
                case PLAIN -> new PlainJtaWay();
                case BOUND -> InjectedJtaWay.bound();
                case ROUTER -> InjectedJtaWay.router();
            };
        }
    }

    @Param
    public Of of;

    private Way way;
    private long next;

    @Setup
    public void start() {
        way = of.open();
        way.inTransaction(em -> persist(em, KEPT));
    }

    /** A table that grows would make the later ones slower. */
    @Setup(Level.Iteration)
    public void removeWhatWasInserted() {
        next = KEPT;
        way.inTransaction(
                em -> em.createQuery("delete from Note n where n.id > " + KEPT).executeUpdate());
    }

    /** {@return how many there are} */
    long rows() {
        return way.inTransaction(
                em -> em.createQuery("select count(n) from Note n", Long.class).getSingleResult());
    }

    @TearDown
    public void stop() {
        way.close();
    }

    @Benchmark
    public Note jtaFind() {
        return way.inTransaction(em -> em.find(Note.class, 7L));
    }

    /** As {@code @ReadOnly} around {@code @Transactional}. */
    @Benchmark
    public Note jtaRead() {
        return way.reading(em -> em.find(Note.class, 7L));
    }

    @Benchmark
    public Object jtaInsert() {
        return way.inTransaction(em -> persist(em, 1));
    }

    private Object persist(EntityManager em, int number) {
        for (int i = 0; i < number; i++) {
            em.persist(new Note(++next, "a note"));
        }
        return next;
    }
}
