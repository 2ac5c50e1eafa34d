// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.Listening;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
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

/** One short transaction of a bind, with those who may listen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class TelemetryBenchmark {

    /** Who listens. */
    public enum Of {
        /** Nothing is told of the bind. */
        OFF,
        /** All are visible, and nobody wants to know. */
        NOBODY,
        /** Metrics and spans, of an SDK with a reader. */
        OPEN_TELEMETRY,
        MICROMETER,
        /** A recording with the thresholds that the events have. */
        RECORDING,
        /** OpenTelemetry and a recording. */
        BOTH
    }

    @Param
    public Of of;

    private Way way;
    private @Nullable Recording recording;
    private long next;

    @Setup
    public void start() {
        Application.Builder builder = OneTable.ofEachBind().resourceLocal();
        switch (of) {
            case OFF -> builder.with("binds-defaults.telemetry", "off");
            case NOBODY, RECORDING -> {
                // As it is.
            }
            case OPEN_TELEMETRY, BOTH -> builder.withExtension(Listening.byOpenTelemetry());
            case MICROMETER -> builder.withExtension(Listening.byMicrometer());
        }
        way = InjectedWay.bound(builder.start());
    }

    /** Only while this is measured: others in the process would be recorded, too. */
    @Setup(Level.Iteration)
    public void startRecording() {
        if (of == Of.RECORDING || of == Of.BOTH) {
            Recording started = new Recording();
            started.enable("io.bindkey.Transaction");
            started.enable("io.bindkey.PoolWait");
            started.start();
            recording = started;
        }
    }

    @TearDown(Level.Iteration)
    public void stopRecording() {
        if (recording != null) {
            recording.close();
            recording = null;
        }
    }

    /** A table that grows would make the later ones slower. */
    @Setup(Level.Iteration)
    public void removeWhatWasInserted() {
        way.inTransaction(em -> em.createQuery("delete from Note").executeUpdate());
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
    public Object telemetryInsert() {
        return way.inTransaction(em -> {
            em.persist(new Note(++next, "a note"));
            return next;
        });
    }
}
