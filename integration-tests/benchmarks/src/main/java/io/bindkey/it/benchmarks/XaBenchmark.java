// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
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

/** One insert into each of two databases in one transaction, committed in two phases, on H2 in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class XaBenchmark {

    /** How one has entity managers. */
    public enum Of {
        PLAIN,
        ROUTER;

        private TwoWays open() {
            return switch (this) {
                case PLAIN -> new PlainXa();
                case ROUTER -> new InjectedXa();
            };
        }
    }

    @Param
    public Of of;

    private TwoWays ways;
    private long next;

    @Setup
    public void start() {
        // A log on a disk would cost the same in all of them, and much more than they do.
        arjPropertyManager.getObjectStoreEnvironmentBean().setObjectStoreType(VolatileStore.class.getName());
        ways = of.open();
    }

    /** Tables that grow would make the later ones slower. */
    @Setup(Level.Iteration)
    public void removeWhatWasInserted() {
        next = 0;
        ways.inTransaction(
                (notes, replies) -> notes.createQuery("delete from Note").executeUpdate()
                        + replies.createQuery("delete from Reply").executeUpdate());
    }

    /** {@return how many notes there are that have a reply, or -1 where one has none} */
    long pairs() {
        return ways.inTransaction((notes, replies) -> {
            long first =
                    notes.createQuery("select count(n) from Note n", Long.class).getSingleResult();
            long second = replies.createQuery("select count(r) from Reply r", Long.class)
                    .getSingleResult();
            return first == second ? first : -1;
        });
    }

    @TearDown
    public void stop() {
        ways.close();
    }

    @Benchmark
    public Object xaInsert() {
        return ways.inTransaction((notes, replies) -> {
            long id = ++next;
            notes.persist(new Note(id, "a note"));
            return id;
        });
    }

    @Benchmark
    public Object xaInserts() {
        return ways.inTransaction((notes, replies) -> {
            long id = ++next;
            notes.persist(new Note(id, "a note"));
            replies.persist(new Reply(id, "a reply"));
            return id;
        });
    }
}
