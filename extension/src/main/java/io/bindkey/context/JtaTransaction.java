// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.JtaBranches;
import io.bindkey.commit.JtaEnvironment;
import io.bindkey.commit.XaBranch;
import io.bindkey.database.HeldConnection;
import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** What one JTA transaction holds: entity managers, and the binds that it has used. */
final class JtaTransaction {

    private static final Logger LOG = System.getLogger(JtaTransaction.class.getName());

    private final Thread owner = Thread.currentThread();
    private final JtaBranches branches;
    private final OpenEntityManagers entityManagers;

    private volatile State state = State.OPEN;

    private boolean isNew = true;

    /** Where it is in its life. The manager may end it on a thread of its own. */
    private enum State {
        /** The manager has not ended it: it takes entity managers and connections. */
        OPEN,
        /** The manager has ended it: what it holds is being closed, and it takes no connection any more. */
        ENDING,
        /** Nothing that it held may be used any more. */
        ENDED
    }

    JtaTransaction(JtaEnvironment environment) {
        this.branches = new JtaBranches(environment);
        this.entityManagers = new OpenEntityManagers(this::open);
    }

    private EntityManager open(Unit unit) {
        try {
            return branches.open(unit);
        } finally {
            isNew = false;
        }
    }

    /** To be called before an entity manager of the application's own joins it. */
    void beforeOpening(Unit unit) {
        isNew = false;
        branches.beforeOpening(unit);
    }

    /** {@return whether the call that has touched it first is still under way, and so nobody else knows of its end} */
    boolean isNew() {
        return isNew;
    }

    /** {@return this, which is new no more} */
    JtaTransaction again() {
        isNew = false;
        return this;
    }

    OpenEntityManagers entityManagers() {
        return entityManagers;
    }

    /** {@return the binds that it has used} */
    JtaBranches branches() {
        return branches;
    }

    /** {@return whether it takes the connection; it does not when the manager has ended it on another thread} */
    boolean keep(Unit unit, HeldConnection connection, @Nullable XaBranch branch) {
        branches.keep(unit, connection, branch);
        // When the end came in between, it may have given the connection back already.
        return state == State.OPEN || !branches.giveUp(unit);
    }

    /**
     * {@return whether connections may still be used}
     *
     * <p>Asked instead of the thread's transaction: the manager may end a transaction on a thread of its own, and after
     * completion there is none any more, while the connections have yet to be ended.
     */
    boolean isOpen() {
        return state != State.ENDED;
    }

    /** Runs after completion: closes the entity managers, then gives the connections back. */
    void end() {
        end(State.OPEN, State.ENDING);
        if (ownerIsDone()) {
            close(entityManagers::close);
        }
        branches.release();
        end(State.ENDING, State.ENDED);
    }

    private void end(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("A transaction that is " + state + " cannot become " + to);
        }
        state = to;
    }

    /**
     * {@return whether nobody uses the entity managers any more}
     *
     * <p>A manager that ends a transaction by its timeout does so on a thread of its own, while the application may be
     * in the middle of a call. Entity managers are not made for two threads: those are closed later.
     */
    boolean ownerIsDone() {
        return owner == Thread.currentThread() || !owner.isAlive();
    }

    /** Called on the owner's thread, or after its end. */
    void closeLeftBehind() {
        close(entityManagers::closeLate);
    }

    private static void close(Runnable entityManagers) {
        try {
            entityManagers.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An entity manager did not close well after its transaction", e);
        }
    }
}
