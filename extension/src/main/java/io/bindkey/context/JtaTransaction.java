// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.HeldConnection;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one JTA transaction holds: entity managers, connections of our pools, and who has written. */
final class JtaTransaction {

    private static final Logger LOG = System.getLogger(JtaTransaction.class.getName());

    private final TransactionServices services;
    private final WritePolicy policy;
    private final Thread owner = Thread.currentThread();
    private final NavigableMap<Integer, Unit> used = new ConcurrentSkipListMap<>();
    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final Map<Integer, Held> connections = new ConcurrentSkipListMap<>();
    private final WritePolicy.Writers writers = new WritePolicy.Writers();
    private final OneByOneResource onePhase = new OneByOneResource();
    private final Set<Integer> endedReaders = new ConcurrentSkipListSet<>();
    private final Map<Integer, TransactionOutcome> failedReaders = new ConcurrentSkipListMap<>();
    private boolean usesForeignPool;
    private int opened;

    /** Whether it is rolled back in any case, although the manager does not know it. */
    private volatile boolean rollsBack;

    private volatile boolean ending;
    private volatile boolean ended;

    /**
     * A connection that stays with the transaction until it ends.
     *
     * @param unit whose it is
     * @param connection the pool's
     * @param branch what the manager knows of it; null for a one-phase connection
     */
    private record Held(
            Unit unit, HeldConnection connection, @Nullable XaBranch branch) {}

    JtaTransaction(TransactionServices services, WritePolicy policy) {
        this.services = services;
        this.policy = policy;
    }

    /** Created inside the transaction, it has joined it (Jakarta Persistence, section 7.6.1). */
    private EntityManager open(Unit unit) {
        beforeOpening(unit);
        return unit.factory().createEntityManager();
    }

    /** To be called before an entity manager that joins this transaction is opened. */
    void beforeOpening(Unit unit) {
        if (!unit.ownsPool() && !usesForeignPool) {
            usesForeignPool = true;
            InvocationTransaction.keep(services);
        }
        used.put(unit.index(), unit);
        opened++;
    }

    /** {@return how many entity managers were opened in it so far} */
    int opened() {
        return opened;
    }

    /** Says that a connection of somebody else's pool was taken, which this transaction does not keep itself. */
    void use(Unit unit) {
        used.put(unit.index(), unit);
    }

    /** {@return the binds that were used so far} */
    Collection<Unit> used() {
        return used.values();
    }

    OpenEntityManagers entityManagers() {
        return entityManagers;
    }

    @Nullable
    HeldConnection connection(Unit unit) {
        Held held = connections.get(unit.index());
        return held == null ? null : held.connection();
    }

    /** {@return whether it takes the connection; it does not when the manager has ended it on another thread} */
    boolean keep(Unit unit, HeldConnection connection, @Nullable XaBranch branch) {
        used.put(unit.index(), unit);
        connections.put(unit.index(), new Held(unit, connection, branch));
        // When the end came in between, it may have given the connection back already.
        return !ending || connections.remove(unit.index()) == null;
    }

    /** {@return the keys of the binds that were used so far, in key order} */
    List<String> keys() {
        return used.values().stream().map(Unit::key).toList();
    }

    /**
     * {@return what has become of the transaction in each bind that was used, in key order}
     *
     * @param status that of the transaction, a constant of {@link Status}
     */
    Map<String, TransactionOutcome> outcomes(int status) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>();
        used.forEach((index, unit) -> outcomes.put(unit.key(), outcome(unit, status)));
        return outcomes;
    }

    private TransactionOutcome outcome(Unit unit, int status) {
        TransactionOutcome transaction =
                switch (status) {
                    case Status.STATUS_COMMITTED -> TransactionOutcome.COMMITTED;
                    case Status.STATUS_ROLLEDBACK -> TransactionOutcome.ROLLED_BACK;
                    default -> TransactionOutcome.UNKNOWN;
                };
        Held held = connections.get(unit.index());
        if (held == null) {
            return transaction;
        }
        if (held.branch() != null) {
            return held.branch().outcome(transaction);
        }
        TransactionOutcome known =
                writers.contains(unit) ? onePhase.outcomes().get(unit.key()) : failedReaders.get(unit.index());
        return known == null ? transaction : known;
    }

    /**
     * Called before a bind's write reaches its database. Only now a one-phase connection becomes a branch of the
     * transaction, so that reading from many binds is never refused.
     */
    void beforeWrite(Unit unit) {
        Held held = connections.get(unit.index());
        if (held == null || held.branch() != null || writers.contains(unit)) {
            return;
        }
        policy.beforeWrite(writers, unit, this::willRollBack);
        onePhase.add(unit, held.connection());
        if (writers.size() == 1) {
            enlist(unit);
        }
    }

    /**
     * Commits what was only read as far as anybody knows: a {@code select} may have called what writes. To be called when
     * all flushes are done, so that a failure still rolls everything back. Where a database tells that it was written to,
     * it takes part as any other writer, unless nothing else takes part.
     */
    void commitReaders() {
        boolean alone = connections.size() == 1 && !usesForeignPool;
        if (willRollBack() || rollsBackAlready()) {
            return;
        }
        try {
            for (Held reader : readers()) {
                if (!alone && reader.unit().changedRows().in(reader.connection().getConnection())) {
                    beforeWrite(reader.unit());
                }
            }
            for (Held reader : readers()) {
                commit(reader);
            }
        } catch (SQLException e) {
            services.registry().setRollbackOnly();
            throw TransactionFailures.rolledBack(
                    e,
                    used.values().stream()
                            .flatMap(unit -> unit.settings().passwords().stream())
                            .collect(Collectors.toSet()));
        }
    }

    /** Lets it write to whatever it likes: nothing of it will be committed. */
    void rollBackAlways() {
        rollsBack = true;
    }

    /** {@return whether nothing of it may be committed, whatever the manager is told} */
    boolean rollsBack() {
        return rollsBack;
    }

    /** {@return the first bind that was written to without two phases} */
    Optional<Unit> firstWriter() {
        return writers.first();
    }

    private boolean willRollBack() {
        return rollsBack || services.status() == Status.STATUS_MARKED_ROLLBACK;
    }

    private boolean rollsBackAlready() {
        int status = services.status();
        return status == Status.STATUS_ROLLING_BACK || status == Status.STATUS_ROLLEDBACK;
    }

    private List<Held> readers() {
        return connections.values().stream()
                .filter(held -> held.branch() == null && !writers.contains(held.unit()))
                .toList();
    }

    private void commit(Held reader) throws SQLException {
        OnePhaseBranch branch = new OnePhaseBranch(reader.unit(), reader.connection());
        endedReaders.add(reader.unit().index());
        try {
            branch.commit();
        } catch (SQLException e) {
            failedReaders.put(reader.unit().index(), OneByOneCommit.outcomeOf(branch, e));
            throw e;
        }
    }

    private void enlist(Unit unit) {
        if (willRollBack()) {
            // It will be rolled back as it ends; managers refuse new branches of what is marked.
            return;
        }
        try {
            if (services.manager().getTransaction().enlistResource(LastResource.mark(onePhase, services))) {
                return;
            }
            throw new SystemException("the transaction manager declines it");
        } catch (RollbackException | SystemException | IllegalStateException e) {
            // Whoever goes on in spite of the exception must not believe that its writes are committed.
            services.registry().setRollbackOnly();
            throw TransactionFailures.onePhaseDeclined(
                    unit.key(),
                    Secrets.reason(e, unit.settings().passwords()),
                    used.values().stream()
                            .filter(other -> !other.ownsPool())
                            .map(Unit::key)
                            .toList(),
                    e);
        }
    }

    /**
     * {@return whether connections may still be used}
     *
     * <p>Asked instead of the thread's transaction: the manager may end a transaction on a thread of its own, and after
     * completion there is none any more, while the connections have yet to be ended.
     */
    boolean isOpen() {
        return !ended;
    }

    /** Runs after completion: closes the entity managers, then gives the connections back. */
    void end() {
        ending = true;
        if (ownerIsDone()) {
            close(entityManagers::close);
        }
        connections.values().forEach(this::release);
        connections.clear();
        ended = true;
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

    private void release(Held held) {
        HeldConnection connection = held.connection();
        try {
            if (held.branch() == null && !isOver(held)) {
                connection.transactionRollback();
            }
        } catch (SQLException e) {
            lost(connection, e);
        }
        try {
            // Whatever happened: a connection that is not ended stays taken, and the pool has one less for ever.
            connection.transactionEnd();
        } catch (SQLException e) {
            lost(connection, e);
        }
    }

    private boolean isOver(Held held) {
        return endedReaders.contains(held.unit().index()) || onePhase.hasCompleted(held.connection());
    }

    private static void lost(HeldConnection connection, SQLException failure) {
        connection.setFlushOnly();
        LOG.log(Level.WARNING, "A connection did not end well after its transaction", failure);
    }
}
