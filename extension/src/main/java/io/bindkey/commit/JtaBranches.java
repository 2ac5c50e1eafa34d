// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The binds that one JTA transaction has used: the connections of our pools, who has written, and how each of them ends.
 *
 * <p>Used by the thread of the transaction; the manager may end it on another one.
 */
public final class JtaBranches {

    private static final Logger LOG = System.getLogger(JtaBranches.class.getName());

    private final TransactionServices services;
    private final WritePolicy policy;
    private final InvocationTransaction invocation;
    private final NavigableSet<Unit> used = new ConcurrentSkipListSet<>();
    private final Map<Unit, Held> connections = new ConcurrentSkipListMap<>();
    private final WritePolicy.Writers writers = new WritePolicy.Writers();
    private final OneByOneResource onePhase = new OneByOneResource();
    private final Set<Unit> endedReaders = new ConcurrentSkipListSet<>();
    private final Map<Unit, TransactionOutcome> failedReaders = new ConcurrentSkipListMap<>();

    private boolean usesForeignPool;
    private int opened;

    /** Whether nothing is committed in any case, although the manager does not know it. */
    private volatile boolean rollsBack;

    /**
     * A connection that stays with the transaction until it ends.
     *
     * @param unit whose it is
     * @param connection the pool's
     * @param branch what the manager knows of it; null for a one-phase connection
     */
    private record Held(
            Unit unit, HeldConnection connection, @Nullable XaBranch branch) {}

    /**
     * Creates it without any.
     *
     * @param services of the manager that has the transaction
     * @param policy across binds
     * @param invocation of that manager
     */
    public JtaBranches(TransactionServices services, WritePolicy policy, InvocationTransaction invocation) {
        this.services = services;
        this.policy = policy;
        this.invocation = invocation;
    }

    /** Lets the transaction write to whatever it likes: nothing of it will be committed. */
    public void rollBackAlways() {
        rollsBack = true;
    }

    /** {@return whether nothing of it may be committed, whatever the manager is told} */
    public boolean rollsBack() {
        return rollsBack;
    }

    private boolean willRollBack() {
        return rollsBack || services.isMarked();
    }

    /** {@return a bind's entity manager: created inside the transaction, it has joined it (Jakarta Persistence, section 7.6.1)} */
    public EntityManager open(Unit unit) {
        beforeOpening(unit);
        return unit.factory().createEntityManager();
    }

    /** To be called before an entity manager that joins the transaction is opened. */
    public void beforeOpening(Unit unit) {
        if (!unit.ownsPool() && !usesForeignPool) {
            usesForeignPool = true;
            invocation.keep();
        }
        use(unit);
        opened++;
    }

    /** {@return how many entity managers were opened in it so far} */
    public int opened() {
        return opened;
    }

    /** Says that a bind is used: somebody else's pool may have given a connection that is not kept here. */
    public void use(Unit unit) {
        used.add(unit);
    }

    /** {@return the binds that were used so far} */
    public Collection<Unit> used() {
        return used;
    }

    /** {@return the keys of the binds that were used so far, in key order} */
    public List<String> keys() {
        return used.stream().map(Unit::key).toList();
    }

    /** {@return the connection of a bind's pool that was kept} */
    public @Nullable HeldConnection connection(Unit unit) {
        Held held = connections.get(unit);
        return held == null ? null : held.connection();
    }

    /**
     * Keeps a connection until {@link #release()}.
     *
     * @param branch what the manager knows of it; null for a one-phase connection
     */
    public void keep(Unit unit, HeldConnection connection, @Nullable XaBranch branch) {
        use(unit);
        connections.put(unit, new Held(unit, connection, branch));
    }

    /** {@return whether a bind's connection was still kept, and is not any more} */
    public boolean giveUp(Unit unit) {
        return connections.remove(unit) != null;
    }

    /**
     * {@return what has become of the transaction in each bind that was used, in key order}
     *
     * @param status that of the transaction, a constant of {@link Status}
     */
    public Map<String, TransactionOutcome> outcomes(int status) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>();
        used.forEach(unit -> outcomes.put(unit.key(), outcome(unit, status)));
        return outcomes;
    }

    private TransactionOutcome outcome(Unit unit, int status) {
        TransactionOutcome transaction =
                switch (status) {
                    case Status.STATUS_COMMITTED -> TransactionOutcome.COMMITTED;
                    case Status.STATUS_ROLLEDBACK -> TransactionOutcome.ROLLED_BACK;
                    default -> TransactionOutcome.UNKNOWN;
                };
        Held held = connections.get(unit);
        if (held == null) {
            return transaction;
        }
        if (held.branch() != null) {
            return held.branch().outcome(transaction);
        }
        TransactionOutcome known =
                writers.contains(unit) ? onePhase.outcomes().get(unit.key()) : failedReaders.get(unit);
        return known == null ? transaction : known;
    }

    /** {@return the first bind that was written to without two phases} */
    public Optional<Unit> firstWriter() {
        return writers.first();
    }

    /**
     * Called before a bind's write reaches its database. Only now a one-phase connection becomes a branch of the
     * transaction, so that reading from many binds is never refused.
     */
    public void beforeWrite(Unit unit) {
        Held held = connections.get(unit);
        if (held == null || held.branch() != null || writers.contains(unit)) {
            return;
        }
        policy.beforeWrite(writers, unit, this::willRollBack);
        onePhase.add(unit, held.connection());
        if (writers.size() == 1) {
            enlist(unit);
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
                    used.stream()
                            .filter(other -> !other.ownsPool())
                            .map(Unit::key)
                            .toList(),
                    e);
        }
    }

    /**
     * Commits what was only read as far as anybody knows: a {@code select} may have called what writes. To be called when
     * all flushes are done, so that a failure still rolls everything back. Where a database tells that it was written to,
     * it takes part as any other writer, unless nothing else takes part.
     */
    public void commitReaders() {
        if (willRollBack() || services.wasRolledBack()) {
            return;
        }
        boolean alone = connections.size() == 1 && !usesForeignPool;
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
                    used.stream()
                            .flatMap(unit -> unit.settings().passwords().stream())
                            .collect(Collectors.toSet()));
        }
    }

    private List<Held> readers() {
        return connections.values().stream()
                .filter(held -> held.branch() == null && !writers.contains(held.unit()))
                .toList();
    }

    private void commit(Held reader) throws SQLException {
        OnePhaseBranch branch = new OnePhaseBranch(reader.unit(), reader.connection());
        endedReaders.add(reader.unit());
        try {
            branch.commit();
        } catch (SQLException e) {
            failedReaders.put(reader.unit(), OneByOneCommit.outcomeOf(branch, e));
            throw e;
        }
    }

    /** Gives the connections back to their pools, rolled back where nobody has ended them. */
    public void release() {
        connections.values().forEach(this::release);
        connections.clear();
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
        return endedReaders.contains(held.unit()) || onePhase.hasCompleted(held.connection());
    }

    private static void lost(HeldConnection connection, SQLException failure) {
        connection.setFlushOnly();
        LOG.log(Level.WARNING, "A connection did not end well after its transaction", failure);
    }
}
