// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Threads that do planned units of work side by side. Each kills the connections of its own units, at the very point that
 * the plan says: there is no race in which moment it was.
 */
final class Storm {

    private static final int THREADS = 8;

    /** A unit fails before its connection is killed only when it meets one that was killed before. */
    private static final int TRIES = 20;

    /** So many calls more than connections killed are enough to see that it is not going to be better. */
    private static final int HOPELESS = 20;

    private static final Plan PROBE = new Plan(Set.of(), Optional.empty());

    private final Units units;
    private final Killer killer;
    private final List<Plan> plans;
    private final AtomicLong nextId;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    /** Units of work share it; who kills an idle connection waits until nobody works. */
    private final ReadWriteLock work = new ReentrantReadWriteLock();

    Storm(Units units, Killer killer, List<Plan> plans, AtomicLong nextId) {
        this.units = units;
        this.killer = killer;
        this.plans = plans;
        this.nextId = nextId;
    }

    /** {@return all that was tried} */
    List<Attempt> run() throws Exception {
        List<Callable<Storm>> workers = new ArrayList<>();
        for (int worker = 0; worker < THREADS; worker++) {
            int first = worker;
            workers.add(() -> {
                for (int i = first; i < plans.size() && !isHopeless(); i += THREADS) {
                    run(plans.get(i));
                    progress();
                }
                return this;
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Storm> worker : executor.invokeAll(workers, 5, TimeUnit.MINUTES)) {
                if (worker.isCancelled()) {
                    throw new IllegalStateException(
                            "A thread hangs, after " + done + " of " + plans.size() + " units of work");
                }
                worker.get();
            }
        } finally {
            executor.shutdownNow();
        }
        return List.copyOf(attempts);
    }

    private void progress() {
        if (done.incrementAndGet() % 50 == 0) {
            System.out.printf(
                    "%d of %d units of work, %d connections killed, %d calls failed%n",
                    done.get(), plans.size(), killer.killed(), failed.get());
        }
    }

    private boolean isHopeless() {
        return failed.get() > killer.killed() + HOPELESS;
    }

    private void run(Plan plan) throws Exception {
        for (int i = 0; i < TRIES && !isHopeless(); i++) {
            Attempt attempt = plan.hits(Phase.IDLE) ? killIdle(plan) : attempt(plan);
            if (plan.hit().isEmpty() || attempt.wasStruck()) {
                return;
            }
        }
    }

    /** The connection that has just been used is idle when nobody works. */
    private Attempt killIdle(Plan plan) throws Exception {
        Product product = plan.hit().orElseThrow().product();
        work.writeLock().lock();
        try {
            Map<Product, Long> sessions = new EnumMap<>(Product.class);
            Attempt probe = tried(PROBE, attempt -> sessions.put(product, session(attempt, product)));
            if (probe.failed()) {
                return probe;
            }
            killer.kill(product, sessions.getOrDefault(product, 0L));
        } finally {
            work.writeLock().unlock();
        }
        work.readLock().lock();
        try {
            return tried(plan, attempt -> {
                attempt.struck();
                readAndWrite(attempt);
            });
        } finally {
            work.readLock().unlock();
        }
    }

    private Attempt attempt(Plan plan) {
        work.readLock().lock();
        try {
            return tried(plan, this::readAndWrite);
        } finally {
            work.readLock().unlock();
        }
    }

    private interface Body {
        void run(Attempt attempt) throws Exception;
    }

    /** Calls the application once, and keeps what comes of it. */
    private Attempt tried(Plan plan, Body body) {
        Attempt attempt = new Attempt(nextId.getAndIncrement(), plan);
        Throwable thrown = null;
        try {
            units.run(() -> {
                body.run(attempt);
                attempt.commits();
            });
        } catch (Exception e) {
            thrown = e;
            failed.incrementAndGet();
        } finally {
            Strikes.none();
            attempt.ended(thrown, units.events());
            attempts.add(attempt);
        }
        return attempt;
    }

    private long session(Attempt attempt, Product product) {
        long session = units.session(product);
        attempt.used(product);
        return session;
    }

    private void readAndWrite(Attempt attempt) throws Exception {
        Plan plan = attempt.plan();
        Map<Product, Long> sessions = new EnumMap<>(Product.class);
        for (Product product : Product.values()) {
            sessions.put(product, session(attempt, product));
        }
        Map<Product, Long> read = Collections.unmodifiableMap(sessions);
        strike(attempt, Phase.READING, read);
        strike(attempt, Phase.READ, read);
        for (Product product : Product.values()) {
            if (plan.written().contains(product)) {
                units.write(product, attempt.id());
            }
        }
        strike(attempt, Phase.FLUSHED, read);
        plan.hit()
                .filter(hit -> hit.phase().atCommit())
                .ifPresent(hit -> Strikes.next(hit.product(), hit.phase(), session -> {
                    killer.kill(hit.product(), session);
                    attempt.struck();
                }));
    }

    private void strike(Attempt attempt, Phase phase, Map<Product, Long> sessions) throws Exception {
        if (!attempt.plan().hits(phase)) {
            return;
        }
        Product product = attempt.plan().hit().orElseThrow().product();
        long session = sessions.getOrDefault(product, 0L);
        attempt.struck();
        if (phase == Phase.READING) {
            killer.killIn(product, session, () -> units.of(product)
                    .createNativeQuery(product.sleep())
                    .getSingleResult());
        } else {
            killer.kill(product, session);
        }
    }
}
