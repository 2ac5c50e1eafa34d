// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.BindUnavailableException;
import io.bindkey.CrossBindWriteException;
import io.bindkey.TransactionOutcome;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The binds that take part in a resource-local transaction, and in each later one of the same context. Used by one thread
 * at a time.
 */
public final class LocalBranches {

    private final WritePolicy policy;
    private final BooleanSupplier willRollBack;

    /** In key order; mostly one. */
    private final ArrayList<LocalBranch> branches = new ArrayList<>(1);

    private WritePolicy.Writers writers = new WritePolicy.Writers();
    private boolean beginning;

    /**
     * Creates it without any.
     *
     * @param policy across binds
     * @param willRollBack asked before a write is refused
     */
    public LocalBranches(WritePolicy policy, BooleanSupplier willRollBack) {
        this.policy = policy;
        this.willRollBack = willRollBack;
    }

    /**
     * Adds a bind, not begun.
     *
     * @param discard closes the entity manager, so that the bind's next use opens another one
     */
    public void add(Unit unit, EntityManager entityManager, Runnable discard) {
        int at = 0;
        while (at < branches.size() && branches.get(at).unit().compareTo(unit) < 0) {
            at++;
        }
        branches.add(at, new LocalBranch(unit, entityManager, discard));
    }

    public void remove(Unit unit) {
        branches.removeIf(branch -> branch.unit() == unit);
    }

    public boolean contains(Unit unit) {
        return find(unit) != null;
    }

    private @Nullable LocalBranch find(Unit unit) {
        for (LocalBranch branch : branches) {
            if (branch.unit() == unit) {
                return branch;
            }
        }
        return null;
    }

    /** {@return the entity manager of a bind that takes part} */
    public Optional<EntityManager> entityManager(Unit unit) {
        return Optional.ofNullable(find(unit)).map(LocalBranch::entityManager);
    }

    /** {@return the keys of the binds that take part, in key order} */
    public List<String> keys() {
        List<String> keys = new ArrayList<>(branches.size());
        for (LocalBranch branch : branches) {
            keys.add(branch.key());
        }
        return keys;
    }

    /** Says that the binds that take part are about to be committed. */
    public void announce(Completion completion) {
        completion.before(this::keys);
    }

    /** {@return that all binds that take part have ended so; nothing where nobody hears of it} */
    public Map<String, TransactionOutcome> allAre(TransactionOutcome outcome, Completion completion) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>(4);
        if (completion.isSilent()) {
            return outcomes;
        }
        for (LocalBranch branch : branches) {
            outcomes.put(branch.key(), outcome);
        }
        return outcomes;
    }

    /** {@return what to throw for the failure of a commit, which has rolled back everything} */
    public RuntimeException explained(RuntimeException failure) {
        boolean ours = failure instanceof CrossBindWriteException
                || failure instanceof BindUnavailableException
                || failure instanceof RollbackException;
        return ours ? failure : FailedCommit.rolledBack(failure, OneByOneCommit.passwords(branches));
    }

    /**
     * Begins a transaction that nothing was written in.
     *
     * @param timeout in seconds, null for the provider's
     */
    public void begin(@Nullable Integer timeout) {
        writers = new WritePolicy.Writers();
        for (LocalBranch branch : branches) {
            begin(branch, timeout);
        }
    }

    /** Lets a bind that was added begin as well. */
    public void begin(Unit unit, @Nullable Integer timeout) {
        LocalBranch branch = find(unit);
        if (branch != null) {
            begin(branch, timeout);
        }
    }

    private void begin(LocalBranch branch, @Nullable Integer timeout) {
        beginning = true;
        try {
            branch.begin(timeout);
        } finally {
            beginning = false;
        }
    }

    /** {@return whether one of them is about to begin} */
    public boolean isBeginning() {
        return beginning;
    }

    /** Says that a bind has taken a connection for the transaction. */
    public void use(Unit unit, Connection connection) {
        LocalBranch branch = find(unit);
        if (branch != null) {
            branch.use(connection);
        }
    }

    /**
     * Called before a bind's write reaches its database.
     *
     * @throws io.bindkey.CrossBindWriteException when another bind was written to and the policy forbids a second
     */
    public void beforeWrite(Unit unit) {
        policy.beforeWrite(writers, unit, willRollBack);
    }

    /** {@return whether the transaction has written to a bind} */
    public boolean hasWritten() {
        return writers.size() > 0;
    }

    /** {@return whether a provider has marked its part for rollback} */
    public boolean isMarked() {
        for (LocalBranch branch : branches) {
            if (branch.transaction().getRollbackOnly()) {
                return true;
            }
        }
        return false;
    }

    /** Again when entity callbacks in one bind have changed another that was flushed already. */
    public void flush() {
        int before;
        do {
            before = writers.size();
            flushEach();
        } while (branches.size() > 1 && writers.size() > before);
    }

    private void flushEach() {
        if (branches.size() == 1) {
            branches.get(0).flush();
        } else {
            // A flush may let another bind take part.
            List.copyOf(branches).forEach(LocalBranch::flush);
        }
    }

    /** A select may have called what writes. Where the database tells, it counts as any other write to several binds. */
    public void findHiddenWrites() {
        if (branches.size() < 2) {
            return;
        }
        for (LocalBranch branch : branches) {
            Connection connection = branch.connection();
            try {
                if (connection != null
                        && !writers.contains(branch.unit())
                        && !connection.isClosed()
                        && branch.unit().changedRows().in(connection)) {
                    beforeWrite(branch.unit());
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Commits what was flushed.
     *
     * @param outcomes receives what becomes of each bind, also when it fails
     */
    public void commit(Map<String, TransactionOutcome> outcomes) {
        new LocalCommit(branches, writers, outcomes).run();
    }

    public void rollback() {
        InOrder.forEach(branches, LocalBranch::rollback);
    }

    /** Rolls back because of a failure, beside which another one is a side issue. */
    public void rollbackAfter(RuntimeException failure) {
        branches.forEach(branch -> branch.rollbackAfter(failure));
    }

    /** Called when the transaction has ended: lets go of what could not be ended well. */
    public void end() {
        branches.removeIf(LocalBranch::end);
    }
}
