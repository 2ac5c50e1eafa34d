// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Threads that write to one bind all the time. */
final class Workers implements AutoCloseable {

    private static final AtomicLong NEXT_ID = new AtomicLong(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final LongConsumer write;
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads;

    /** @param write writes a row of that id */
    Workers(int number, LongConsumer write) {
        this.write = write;
        this.threads =
                Stream.generate(() -> new Thread(this::work)).limit(number).toList();
        threads.forEach(Thread::start);
    }

    private void work() {
        while (goesOn.get()) {
            long begin = System.nanoTime();
            try {
                write.accept(NEXT_ID.getAndIncrement());
                written.incrementAndGet();
            } catch (RuntimeException e) {
                failures.add(e);
                // As whoever tries again does not at once.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    /** {@return the number of calls that have succeeded so far} */
    long written() {
        return written.get();
    }

    /** {@return what has failed so far, which is forgotten now} */
    List<RuntimeException> takeFailures() {
        List<RuntimeException> taken = new ArrayList<>();
        for (RuntimeException failure = failures.poll(); failure != null; failure = failures.poll()) {
            taken.add(failure);
        }
        return taken;
    }

    /** {@return how long the longest call since the last time took} */
    Duration takeLongest() {
        return Duration.ofNanos(longest.getAndSet(0));
    }

    @Override
    public void close() {
        goesOn.set(false);
        for (Thread thread : threads) {
            try {
                thread.join(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
