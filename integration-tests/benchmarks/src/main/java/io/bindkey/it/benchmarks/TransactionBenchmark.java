// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
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

/**
 * One short transaction with all that belongs to it, in the ways that a user can choose from: the same provider, pool and
 * H2 in memory, where nothing else costs anything.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class TransactionBenchmark {

    private static final int KEPT = 100;

    /** How one has an entity manager. */
    public enum Of {
        PLAIN,
        BY_HAND,
        SPRING,
        SPRING_ROUTING,
        SPRING_TRANSACTIONAL,
        BOUND,
        ROUTER,
        BOUND_TRANSACTIONAL,
        ROUTER_TRANSACTIONAL;

        private Way open() {
            return switch (this) {
                case PLAIN -> new PlainWay();
                case BY_HAND -> new BeanWay();
                case SPRING -> SpringWay.shared();
                case SPRING_ROUTING -> SpringWay.routing();
                case SPRING_TRANSACTIONAL -> SpringWay.declared();
                case BOUND -> InjectedWay.bound();
                case ROUTER -> InjectedWay.router();
                case BOUND_TRANSACTIONAL -> TransactionalWay.bound();
                case ROUTER_TRANSACTIONAL -> TransactionalWay.router();
            };
        }
    }

    @Param
    public Of of;

    private Way way;
    private long next;
    private long changes;

    @Setup
    public void start() {
        way = of.open();
        way.inTransaction(em -> {
            for (int id = 1; id <= KEPT; id++) {
                em.persist(new Note(id, "note " + id));
            }
            return KEPT;
        });
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
    public Object empty() {
        return way.inTransaction(EntityManager::isOpen);
    }

    @Benchmark
    public Note find() {
        return way.inTransaction(em -> em.find(Note.class, 7L));
    }

    @Benchmark
    public List<Note> jpql() {
        return way.inTransaction(em -> em.createQuery("select n from Note n where n.id = :id", Note.class)
                .setParameter("id", 7L)
                .getResultList());
    }

    @Benchmark
    public List<?> nativeSql() {
        return way.inTransaction(em -> em.createNativeQuery("select id, text from Note where id = ?1", Note.class)
                .setParameter(1, 7L)
                .getResultList());
    }

    @Benchmark
    public List<Note> criteria() {
        return way.inTransaction(em -> {
            CriteriaBuilder builder = em.getCriteriaBuilder();
            CriteriaQuery<Note> query = builder.createQuery(Note.class);
            Root<Note> note = query.from(Note.class);
            query.select(note).where(builder.equal(note.get("id"), 7L));
            return em.createQuery(query).getResultList();
        });
    }

    @Benchmark
    public Object update() {
        return way.inTransaction(em -> {
            Note note = em.find(Note.class, 8L);
            note.text = "note " + ++changes;
            return note.text;
        });
    }

    @Benchmark
    public Object insert() {
        return way.inTransaction(em -> persist(em, 1));
    }

    @Benchmark
    public Object fiftyInserts() {
        return way.inTransaction(em -> persist(em, 50));
    }

    private Object persist(EntityManager em, int number) {
        for (int i = 0; i < number; i++) {
            em.persist(new Note(++next, "a note"));
        }
        return next;
    }
}
