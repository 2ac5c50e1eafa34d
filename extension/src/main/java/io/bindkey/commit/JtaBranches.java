// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.HeldConnection;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The binds that one JTA transaction has used: the connections of our pools, who has written, and how each of them ends.
 *
 * <p>Used by the thread of the transaction; the manager may end it on another one.
 */
public final class JtaBranches {

    private static final Logger LOG = System.getLogger(JtaBranches.class.getName());

    private final JtaEnvironment environment;
    private final TransactionServices services;
    private final WritePolicy.Writers writers = new WritePolicy.Writers();
    private final UsedBinds used = new UsedBinds();

    /** Behind which all are that were written to on connections of one phase. */
    private volatile @Nullable OneByOneResource onePhase;

    private boolean usesForeignPool;
    private int opened;

    /** Whether nothing is committed in any case, although the manager does not know it. */
    private volatile boolean rollsBack;

    /** Creates it without any. */
    public JtaBranches(JtaEnvironment environment) {
        this.environment = environment;
        this.services = environment.services();
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
            environment.invocation().keep();
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
        used.use(unit);
    }

    /** {@return the binds that were used so far, in key order} */
    public List<Unit> used() {
        return used.units();
    }

    /** {@return the keys of the binds that were used so far, in key order} */
    public List<String> keys() {
        return used.units().stream().map(Unit::key).toList();
    }

    /** {@return the connection of a bind's pool that was kept} */
    public @Nullable HeldConnection connection(Unit unit) {
        UsedBind bind = used.find(unit);
        return bind == null ? null : bind.connection();
    }

    /**
     * Keeps a connection until {@link #release()}.
     *
     * @param branch what the manager knows of it; null for a one-phase connection
     */
    public void keep(Unit unit, HeldConnection connection, @Nullable XaBranch branch) {
        used.use(unit).keep(connection, branch);
    }

    /** {@return whether a bind's connection was still kept, and is not any more} */
    public boolean giveUp(Unit unit) {
        UsedBind bind = used.find(unit);
        return bind != null && bind.take() != null;
    }

    /**
     * {@return what has become of the transaction in each bind that was used, in key order}
     *
     * @param status that of the transaction, a constant of {@link Status}
     */
    public Map<String, TransactionOutcome> outcomes(int status) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>();
        for (UsedBind bind : used) {
            outcomes.put(bind.unit().key(), outcome(bind, status));
        }
        return outcomes;
    }

    /** {@return the keys of the binds whose database has promised to commit, and could not be told to} */
    public List<String> inDoubt() {
        return used.inDoubt();
    }

    private TransactionOutcome outcome(UsedBind bind, int status) {
        TransactionOutcome transaction =
                switch (status) {
                    case Status.STATUS_COMMITTED -> TransactionOutcome.COMMITTED;
                    case Status.STATUS_ROLLEDBACK -> TransactionOutcome.ROLLED_BACK;
                    default -> TransactionOutcome.UNKNOWN;
                };
        if (bind.connection() == null) {
            return transaction;
        }
        XaBranch branch = bind.branch();
        if (branch != null) {
            return branch.outcome(transaction);
        }
        OneByOneResource written = onePhase;
        TransactionOutcome known =
                written != null && writers.contains(bind.unit()) ? written.outcome(bind.unit()) : bind.failedAsReader();
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
        UsedBind bind = used.find(unit);
        if (bind != null) {
            beforeWrite(bind);
        }
    }

    private void beforeWrite(UsedBind bind) {
        HeldConnection connection = bind.connection();
        if (connection == null || bind.branch() != null || writers.contains(bind.unit())) {
            return;
        }
        environment.policy().beforeWrite(writers, bind.unit(), this::willRollBack);
        OneByOneResource written = onePhase;
        if (written != null) {
            written.add(bind.unit(), connection);
            return;
        }
        written = new OneByOneResource();
        onePhase = written;
        written.add(bind.unit(), connection);
        if (!willRollBack()) {
            // What is marked will be rolled back as it ends; managers refuse new branches of it.
            environment.enlist(written, bind.unit(), used.units());
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
        boolean alone = !usesForeignPool && used.connections() == 1;
        try {
            for (UsedBind bind : used) {
                HeldConnection reading = reading(bind);
                if (!alone && reading != null && bind.unit().changedRows().in(reading.getConnection())) {
                    beforeWrite(bind);
                }
            }
            for (UsedBind bind : used) {
                HeldConnection reading = reading(bind);
                if (reading != null) {
                    commit(bind, reading);
                }
            }
        } catch (SQLException e) {
            services.registry().setRollbackOnly();
            throw FailedCommit.rolledBack(
                    e,
                    used.units().stream()
                            .flatMap(unit -> unit.settings().passwords().stream())
                            .collect(Collectors.toSet()));
        }
    }

    /** {@return the connection of one phase, if the bind was not written to as far as anybody knows} */
    private @Nullable HeldConnection reading(UsedBind bind) {
        return bind.branch() != null || writers.contains(bind.unit()) ? null : bind.connection();
    }

    private void commit(UsedBind reader, HeldConnection connection) throws SQLException {
        OnePhaseBranch branch = new OnePhaseBranch(reader.unit(), connection);
        reader.endAsReader();
        try {
            branch.commit();
        } catch (SQLException e) {
            reader.failAsReader(OneByOneCommit.outcomeOf(branch, e));
            throw e;
        }
    }

    /** Gives the connections back to their pools, rolled back where nobody has ended them. */
    public void release() {
        for (UsedBind bind : used) {
            HeldConnection connection = bind.take();
            if (connection != null) {
                release(bind, connection);
            }
        }
    }

    private void release(UsedBind bind, HeldConnection connection) {
        try {
            if (bind.branch() == null && !isOver(bind, connection)) {
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

    private boolean isOver(UsedBind bind, HeldConnection connection) {
        OneByOneResource written = onePhase;
        return bind.hasEndedAsReader() || (written != null && written.hasCompleted(connection));
    }

    private static void lost(HeldConnection connection, SQLException failure) {
        connection.setFlushOnly();
        LOG.log(Level.WARNING, "A connection did not end well after its transaction", failure);
    }
}
