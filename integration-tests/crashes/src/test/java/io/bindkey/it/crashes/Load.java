// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes and reads without a pause, by several threads, whatever becomes of the servers, and remembers each call. */
final class Load implements AutoCloseable {

    private static final int WRITERS = 4;
    private static final int READERS = 2;

    private final Units units;
    private final Product product;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    private final AtomicLong nextId = new AtomicLong(1);
    private final AtomicInteger epoch = new AtomicInteger();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
    private final Queue<Written> acknowledged = new ConcurrentLinkedQueue<>();
    private volatile List<Written> newest = List.of();
    private volatile boolean writes = true;
    private volatile boolean ends;

    /**
     * A call.
     *
     * @param start by {@link System#nanoTime()}, as is the end
     */
    record Call(
            boolean writes, long start, long end, @Nullable Exception failure) {

        boolean failed() {
            return failure != null;
        }
    }

    /** A row that was written and acknowledged within one epoch. */
    record Written(long id, int epoch) {}

    /**
     * What a reader saw who came after a write was acknowledged.
     *
     * @param server that has answered
     */
    record Read(Written written, String server, boolean seen, long end) {}

    Load(Units units, Product product) {
        this.units = units;
        this.product = product;
        for (int i = 0; i < WRITERS; i++) {
            threads.execute(() -> again(this::write));
        }
        for (int i = 0; i < READERS; i++) {
            threads.execute(() -> again(this::read));
        }
    }

    private void again(Runnable work) {
        while (!ends) {
            work.run();
        }
    }

    private void write() {
        if (!writes) {
            sleep(5);
            return;
        }
        int before = epoch.get();
        long id = nextId.getAndIncrement();
        if (call(true, () -> units.run(() -> units.write(product, id)))) {
            acknowledged(new Written(id, before == epoch.get() ? before : -1));
        }
        units.events();
        pause();
    }

    private void acknowledged(Written written) {
        acknowledged.add(written);
        if (written.epoch >= 0) {
            newest = List.of(written);
        }
    }

    private void read() {
        List<Written> known = newest;
        if (known.isEmpty() || known.get(0).epoch != epoch.get()) {
            // Any answer is right.
            known = List.of(new Written(0, -1));
        }
        Written wanted = known.get(0);
        call(false, () -> {
            Object[] row = (Object[]) units.binds().readOnly(() -> units.of(product)
                    .createNativeQuery(product.whoAnswersWith(wanted.id))
                    .getSingleResult());
            boolean counts = wanted.epoch == epoch.get();
            boolean seen = ((Number) row[1]).intValue() == 1;
            reads.add(new Read(wanted, String.valueOf(row[0]), seen || !counts, System.nanoTime()));
        });
        pause();
    }

    /** So that something of two processors is left for servers that start. */
    private static void pause() {
        sleep(1 + ThreadLocalRandom.current().nextInt(3));
    }

    private boolean call(boolean writes, Units.Work work) {
        long start = System.nanoTime();
        try {
            work.run();
            calls.add(new Call(writes, start, System.nanoTime(), null));
            return true;
        } catch (Exception e) {
            calls.add(new Call(writes, start, System.nanoTime(), e));
            sleep(5);
            return false;
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is acknowledged from now on may be lost with its server, until the next call of this. */
    void nextEpoch() {
        epoch.incrementAndGet();
    }

    /** Lets nobody write for a while. Returns when nobody does. */
    void pauseWrites() {
        writes = false;
        sleep(500);
    }

    void resumeWrites() {
        writes = true;
    }

    /** {@return all calls so far} */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Read> reads() {
        return List.copyOf(reads);
    }

    /** {@return what somebody was told to be committed} */
    List<Written> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Waits until calls that began after a moment have succeeded. */
    boolean succeedsAfter(boolean writes, long moment) throws InterruptedException {
        return Databases.becomesTrue(() -> calls.stream()
                        .filter(call -> call.writes == writes && !call.failed() && call.start > moment)
                        .count()
                > 5);
    }

    /** Waits until a server has answered to a reader who began after now. */
    boolean isAnsweredBy(String server) throws InterruptedException {
        long now = System.nanoTime();
        return Databases.becomesTrue(() -> reads.stream()
                        .filter(read -> read.end > now && read.server.equals(server))
                        .count()
                > 5);
    }

    /** {@return the longest time without a successful write that has a part between two moments, in nanoseconds} */
    long longestOutage(long from, long to) {
        long[] ends = calls.stream()
                .filter(call -> call.writes && !call.failed())
                .mapToLong(Call::end)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            if (ends[i] >= from && ends[i - 1] <= to) {
                longest = Math.max(longest, ends[i] - ends[i - 1]);
            }
        }
        return longest;
    }

    /** Ends it. Returns when all calls have ended; a second call does nothing. */
    @Override
    public void close() {
        ends = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("A call does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calls end", e);
        }
    }
}
