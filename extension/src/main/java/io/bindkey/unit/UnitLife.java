// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindState;
import io.bindkey.BindState.Status;
import io.bindkey.PoolFigures;
import io.bindkey.config.BindSettings;
import io.bindkey.database.Pool;
import io.bindkey.message.Failures;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.UnitProblem;
import io.bindkey.watch.BindStanding;
import io.bindkey.watch.DatabaseProbe;
import io.bindkey.watch.Watch;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From the opening of a unit to its end: at deployment or at first use, down and up again, closed and opened by hand.
 *
 * <p>Safe for use by several threads. One thread opens at a time. Who wants to use a unit that is down does not wait for it.
 */
public final class UnitLife {

    /** What is done when a unit that is switched on opens. */
    interface Work {

        /**
         * Opens it.
         *
         * @throws UnitProblem when it cannot
         */
        OpenUnit open();

        /** As {@link Unit.Opening#openedLate(Unit)}. */
        void openedLate();
    }

    private final BindSettings settings;
    private final boolean ownsPool;
    private final @Nullable Work work;
    private final BindStanding standing;
    private final DatabaseProbe probe;
    private final Watch watch;

    private volatile @Nullable OpenUnit open;
    private @Nullable OpenUnit opening;
    private volatile boolean ended;

    /** @param work null for a bind that is switched off */
    UnitLife(BindSettings settings, boolean ownsPool, @Nullable Work work) {
        this.settings = settings;
        this.ownsPool = ownsPool;
        this.work = work;
        this.standing = new BindStanding(settings.key(), work == null ? Status.SWITCHED_OFF : Status.WAITS);
        this.probe = new DatabaseProbe(settings);
        this.watch = new Watch(settings.key(), this::isWellAgain);
    }

    /** {@return what is open, which is opened now if it was not} */
    OpenUnit open() {
        OpenUnit current = open;
        if (current == null) {
            requireUsable();
            current = openNowOrWait();
        }
        return current;
    }

    boolean isOpen() {
        return open != null;
    }

    boolean isEnded() {
        return ended;
    }

    /** {@return how the unit is, as far as is known without asking} */
    public BindState state() {
        return standing.state();
    }

    private synchronized OpenUnit openNowOrWait() {
        OpenUnit current = open != null ? open : opening;
        if (current != null) {
            return current;
        }
        Work opener = work;
        if (opener == null) {
            throw Failures.inactive(settings.key());
        }
        requireGoesOn();
        requireNotClosed();
        try {
            // Only what runs on this thread sees it before its schema is as it was asked for.
            OpenUnit opened = opener.open();
            opening = opened;
            opener.openedLate();
            open = opened;
            standing.becomes(Status.SERVES);
            return opened;
        } catch (UnitProblem problem) {
            if (problem.mayPass()) {
                standing.down(problem.problem());
                watch.begin();
            }
            throw Failures.unavailable(problem.problem(), problem.getCause());
        } catch (RuntimeException e) {
            if (opening != null) {
                opening.close();
            }
            throw e;
        } finally {
            opening = null;
        }
    }

    private void requireGoesOn() {
        if (ended) {
            throw Failures.closed(settings.key());
        }
    }

    /**
     * Fails at once when the unit is known to be down, and the application shall not wait for it, or was closed by hand; but for
     * who opens or closes it, and uses it for that.
     */
    void requireUsable() {
        BindState state = standing.state();
        // Asked for each connection: the lock is looked at only where there is something to refuse.
        if ((state.status() == Status.SERVES && !ended) || Thread.holdsLock(this)) {
            return;
        }
        requireGoesOn();
        requireNotClosed();
        if (settings.operation().degrades()) {
            state.problem().ifPresent(problem -> {
                throw Failures.down(problem, state.since());
            });
        }
    }

    private void requireNotClosed() {
        if (standing.is(Status.CLOSED)) {
            throw Failures.closedByHand(settings.key());
        }
    }

    /**
     * Opens the unit at deployment.
     *
     * @throws UnitProblem when it cannot, and the application shall not start without it
     */
    synchronized void start() {
        try {
            open = Objects.requireNonNull(work).open();
            standing.starts(Status.SERVES);
        } catch (UnitProblem problem) {
            if (!settings.operation().degrades() || !problem.mayPass()) {
                throw problem;
            }
            standing.down(problem.problem());
        }
    }

    /** Looks from now on whether a unit that was down at deployment can be opened. */
    void goOn() {
        if (standing.is(Status.DOWN)) {
            watch.begin();
        }
    }

    /** To be called when somebody was not given a connection: looks on another thread whether the database is there. */
    void suspect() {
        if (open != null && !ended) {
            watch.begin();
        }
    }

    /**
     * Asks the database of an open unit whether it is there, for no longer than {@link Unit#PATIENCE}; one that is down is opened by
     * another thread, and one that is not open for another reason is not asked.
     *
     * @return how the unit is then, as far as its pool does not hinder; what hinders is a problem of a unit that serves
     */
    public BindState check() {
        OpenUnit current = open;
        if (current == null) {
            return standing.state();
        }
        DatabaseProbe.Answer answer = probe.ask(current.dataSource(), ownsPool, DatabaseProbe.PATIENCE);
        hear(answer);
        if (answer.isDown()) {
            watch.begin();
        }
        BindState state = standing.state();
        return new BindState(state.status(), answer.problem(), state.since());
    }

    private synchronized void hear(DatabaseProbe.Answer answer) {
        if (open == null) {
            return;
        }
        if (answer.isDown()) {
            standing.down(answer.problem().orElseThrow());
        } else {
            standing.becomes(Status.SERVES);
        }
    }

    /** Looks once more. {@return whether there is nothing more to look for} */
    private boolean isWellAgain() {
        OpenUnit current = open;
        if (current != null) {
            DatabaseProbe.Answer answer = probe.ask(current.dataSource(), ownsPool, DatabaseProbe.PATIENCE);
            hear(answer);
            return !answer.isDown();
        }
        return !standing.is(Status.DOWN) || opensAgain();
    }

    private boolean opensAgain() {
        try {
            openNowOrWait();
            return true;
        } catch (RuntimeException | LinkageError e) {
            if (!ended) {
                standing.down(OpeningProblems.of(e, settings.key(), settings.passwords()));
            }
            return false;
        }
    }

    /** {@return how full the pool is, where it is our own and open} */
    public Optional<PoolFigures> pool() {
        OpenUnit current = open;
        return current == null || !ownsPool ? Optional.empty() : Optional.of(Pool.figures(current.dataSource()));
    }

    /** Closes the connections that nobody has, where the pool is our own and open. */
    public void closeIdle() {
        OpenUnit current = open;
        if (current != null && ownsPool) {
            Pool.closeIdle(current.dataSource());
        }
    }

    /** Lets it be opened again where it was closed by hand, and opens it. */
    public void openByHand() {
        synchronized (this) {
            requireGoesOn();
            if (standing.is(Status.CLOSED)) {
                standing.becomes(Status.WAITS);
            }
        }
        openNowOrWait();
    }

    /** Closes it until {@link #openByHand()}. */
    public synchronized void closeByHand() {
        if (work != null && !ended && !standing.is(Status.CLOSED)) {
            standing.becomes(Status.CLOSED);
            closeWhatIsOpen();
        }
    }

    /** Closes it for good. */
    void end() {
        ended = true;
        watch.end();
        probe.end();
        synchronized (this) {
            standing.starts(work == null ? Status.SWITCHED_OFF : Status.CLOSED);
            closeWhatIsOpen();
        }
    }

    private void closeWhatIsOpen() {
        OpenUnit current = open;
        open = null;
        if (current != null) {
            current.close();
        }
    }
}
