// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.TransactionOutcome;
import io.bindkey.commit.Completion;
import io.bindkey.commit.InOrder;
import io.bindkey.commit.LocalBranches;
import io.bindkey.commit.WritePolicy;
import io.bindkey.managers.Companion;
import io.bindkey.managers.Companions;
import io.bindkey.message.TransactionFailures;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource-local transaction over all binds of a request context. A bind takes part from its first touch on; one
 * that is never touched has no transaction.
 *
 * <p>It can be begun again after it has ended. Used by one thread at a time.
 */
final class LocalTransaction implements EntityTransaction, LocalTransactions.Begun {

    private static final Logger LOG = System.getLogger(LocalTransaction.class.getName());

    private final LocalTransactions begunHere;
    private final Completion completion;
    private final LocalBranches branches;
    private final Companions companions = new Companions();
    private final WeakReference<LocalTransactions.Begun> reference = new WeakReference<>(this);

    private @Nullable Integer timeout;
    private TransactionState state = TransactionState.INACTIVE;

    /** Whether it rests while another one serves in its place. */
    private boolean suspended;

    /** Whether all of it, and whatever is begun after it, is rolled back and never committed. */
    private boolean rollsBack;

    private @Nullable WeakReference<LocalTransactions.Begun> outer;
    private @Nullable Runnable whenEnded;

    /** @param begunHere the transactions of the calling thread */
    LocalTransaction(WritePolicy policy, LocalTransactions begunHere, Completion completion) {
        this.branches = new LocalBranches(policy, this::willRollBack);
        this.begunHere = begunHere;
        this.completion = completion.ofAnother();
    }

    /**
     * Lets a bind take part; it stays with the context, and joins each later transaction when that begins.
     *
     * @param discard closes the entity manager, so that the bind's next use opens another one
     * @return the entity manager; it is closed when it cannot join
     */
    EntityManager include(Unit unit, EntityManager entityManager, Runnable discard) {
        branches.add(unit, entityManager, discard);
        try {
            if (state.isActive()) {
                begin(unit);
            }
            return entityManager;
        } catch (RuntimeException e) {
            branches.remove(unit);
            entityManager.close();
            throw e;
        }
    }

    private void begin(Unit unit) {
        WeakReference<LocalTransactions.Begun> before = begunHere.enter(reference);
        try {
            branches.begin(unit, timeout);
        } finally {
            begunHere.leave(reference, before);
        }
    }

    /** {@return what goes along with that bind's entity manager until this transaction ends} */
    Companion companion(Unit unit, Supplier<Companion> companion) {
        return companions.of(unit, companion);
    }

    @Override
    public Optional<EntityManager> entityManager(Unit unit) {
        return branches.entityManager(unit);
    }

    @Override
    public boolean includes(Unit unit) {
        return state.isActive() && !suspended && branches.contains(unit);
    }

    @Override
    public boolean isBeginning() {
        return branches.isBeginning();
    }

    /** While it is suspended, connections that this thread takes are not for it. */
    void setSuspended(boolean rests) {
        suspended = rests;
    }

    @Override
    public LocalTransactions.@Nullable Begun outer() {
        return LocalTransactions.of(outer);
    }

    /** Runs something when the active transaction has ended, or now. */
    void whenEnded(Runnable action) {
        if (state.isActive()) {
            whenEnded = action;
        } else {
            action.run();
        }
    }

    @Override
    public Runnable writeCheck(Unit unit, Connection connection) {
        if (state.isActive() && !isBeginning() && unit.connectsAtBegin()) {
            return () -> {};
        }
        branches.use(unit, connection);
        return () -> beforeWrite(unit);
    }

    private void beforeWrite(Unit unit) {
        if (state.isActive()) {
            branches.beforeWrite(unit);
        }
    }

    /** What is let through because of that must never be committed: a provider may take back its own mark. */
    private boolean willRollBack() {
        if (!rollsBack && getRollbackOnly()) {
            state = state.marked();
        }
        return rollsBack || state == TransactionState.MARKED;
    }

    /** From now on, or no longer, nothing is committed any more. */
    void setRollsBack(boolean always) {
        rollsBack = always;
    }

    /** {@return whether the active one has written to a bind} */
    boolean hasWritten() {
        return state.isActive() && branches.hasWritten();
    }

    @Override
    public void begin() {
        state = state.begun();
        completion.begin();
        WeakReference<LocalTransactions.Begun> before = begunHere.enter(reference);
        // This thread has not heard of it when another one has ended it.
        outer = before == reference ? null : before;
        try {
            branches.begin(timeout);
        } catch (RuntimeException e) {
            rollbackAfter(e);
            throw e;
        }
    }

    @Override
    public void commit() {
        state.requireActive();
        try {
            requireUnmarked();
            if (rollsBack) {
                throw TransactionFailures.begunForRollback();
            }
            branches.announce(completion);
            flush();
            branches.findHiddenWrites();
            // Observers and callbacks may have marked it meanwhile.
            requireUnmarked();
        } catch (RuntimeException e) {
            throw rolledBack(e);
        }
        Map<String, TransactionOutcome> outcomes = branches.allAre(TransactionOutcome.ROLLED_BACK, completion);
        try {
            branches.commit(outcomes);
        } finally {
            end(outcomes);
        }
    }

    /** Does what a commit does first, and as it fails; what succeeds goes on, to be rolled back later. */
    void pretendCommit() {
        state.requireActive();
        try {
            requireUnmarked();
            flush();
        } catch (RuntimeException e) {
            throw rolledBack(e);
        }
    }

    private void requireUnmarked() {
        if (getRollbackOnly()) {
            throw TransactionFailures.markedForRollback();
        }
    }

    /** {@return what to throw for the failure of a commit, which has rolled back everything} */
    private RuntimeException rolledBack(RuntimeException failure) {
        rollbackAfter(failure);
        return branches.explained(failure);
    }

    private void flush() {
        branches.flush();
        companions.beforeCommit();
        companions.close();
    }

    @Override
    public void rollback() {
        state.requireActive();
        try {
            companions.close();
        } finally {
            try {
                branches.rollback();
            } finally {
                end(branches.allAre(TransactionOutcome.ROLLED_BACK, completion));
            }
        }
    }

    private void rollbackAfter(RuntimeException failure) {
        InOrder.after(failure, companions::close);
        branches.rollbackAfter(failure);
        end(branches.allAre(TransactionOutcome.ROLLED_BACK, completion));
    }

    /** Rolls back what the application left open when its context ended. */
    void abandon() {
        if (state.isActive()) {
            LOG.log(
                    Level.WARNING,
                    "A transaction on {0} was still active when its request context ended: it is rolled back",
                    branches.keys());
            rollback();
        }
    }

    private void end(Map<String, TransactionOutcome> outcomes) {
        // Not ended(): an observer of a commit may have rolled it back meanwhile.
        state = TransactionState.INACTIVE;
        branches.end();
        begunHere.leave(reference, outer);
        outer = null;
        Runnable action = whenEnded;
        if (action != null) {
            whenEnded = null;
            action.run();
        }
        completion.after(outcomes);
    }

    @Override
    public void setRollbackOnly() {
        state = state.marked();
    }

    @Override
    public boolean getRollbackOnly() {
        state.requireActive();
        return state == TransactionState.MARKED || branches.isMarked();
    }

    @Override
    public boolean isActive() {
        return state.isActive();
    }

    /** Applies to the binds that join from now on (Jakarta Persistence 3.2). */
    @Override
    public void setTimeout(@Nullable Integer seconds) {
        timeout = seconds;
    }

    @Override
    public @Nullable Integer getTimeout() {
        return timeout;
    }
}
