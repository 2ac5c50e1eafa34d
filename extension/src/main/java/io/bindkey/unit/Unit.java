// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.cluster.Galera;
import io.bindkey.config.BindSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.ChangedRows;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.message.Failures;
import io.bindkey.message.UnitProblem;
import io.bindkey.provider.Provider;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit of one bind: closed, open, or closed for good.
 *
 * <p>An eager unit is opened at deployment, a lazy one at first use, and tries again at the next use when that fails.
 * Safe for use by several threads.
 */
public final class Unit implements Comparable<Unit> {

    /** What opens a unit that is switched on. */
    interface Opening {

        Provider provider();

        /** {@return whether the unit has a pool of its own, rather than somebody else's data source} */
        boolean ownsPool();

        /**
         * Opens it outside of the caller's transaction, in which nothing of this has a place.
         *
         * @throws UnitProblem when it cannot
         */
        OpenUnit open(Unit unit);

        /** Tells that a lazy unit is open: its schema is made now, outside of the caller's transaction as well. */
        void openedLate(Unit unit);

        /** {@return what is wrong with the database, as far as that can be seen without a change to it} */
        Optional<Problem> tryOut(Unit unit);

        /**
         * Makes the database known to recovery for a while, before it is opened.
         *
         * @return what ends that; empty when it is no pool of our own under two-phase commit, or cannot be had
         */
        Optional<AutoCloseable> announce(Unit unit);

        /** As {@link Unit#awaitEveryNode()}. */
        void awaitEveryNode();

        /** {@return the unit without its database, for those who want to know the mapping} */
        OfflineUnit offline();

        /** {@return what the database has told of itself, if it was ever reached} */
        Optional<ReachedDatabase> reached();
    }

    private final int index;
    private final UnitDefinition definition;
    private final TransactionKind transaction;
    private final @Nullable Opening opener;
    private final boolean lazy;

    private volatile @Nullable OpenUnit open;
    private @Nullable OpenUnit opening;
    private volatile boolean closed;

    /**
     * @param index in key order
     * @param opener null for a bind that is switched off
     * @param lazy whether it is opened at first use
     */
    Unit(int index, UnitDefinition definition, TransactionKind transaction, @Nullable Opening opener, boolean lazy) {
        this.index = index;
        this.definition = definition;
        this.transaction = transaction;
        this.opener = opener;
        this.lazy = lazy;
    }

    /** In key order. */
    @Override
    public int compareTo(Unit other) {
        return Integer.compare(index, other.index);
    }

    public String key() {
        return definition.key();
    }

    public UnitDefinition definition() {
        return definition;
    }

    public BindSettings settings() {
        return definition.settings();
    }

    public List<Class<?>> entities() {
        return definition.entities();
    }

    public TransactionKind transaction() {
        return transaction;
    }

    /** {@return whether the bind has a pool of its own, rather than somebody else's data source} */
    public boolean ownsPool() {
        return opener != null && opener.ownsPool();
    }

    /** {@return whether the provider takes its connection when a transaction begins, not with the first statement} */
    public boolean connectsAtBegin() {
        return opener != null && opener.provider().connectsAtBegin(settings().providerProperties());
    }

    /** {@return whether the entity manager has a connection now: it does in the middle of a result, for one} */
    public boolean isConnected(EntityManager entityManager) {
        return opener != null && opener.provider().isConnected(entityManager);
    }

    /** {@return whether it is opened at first use: because it shall, or because its data source is not there before} */
    public boolean startsAtFirstUse() {
        return lazy;
    }

    /** {@return whether the application has ended} */
    public boolean isClosed() {
        return closed;
    }

    /** Fails when the application has ended. */
    public void requireOpen() {
        if (closed) {
            throw Failures.closed(key());
        }
    }

    public EntityManagerFactory factory() {
        return open().factory();
    }

    /** {@return the factory for the application, whose schema manager is guarded} */
    public EntityManagerFactory applicationFactory() {
        return open().applicationFactory();
    }

    /** {@return the data source for the application} */
    public DataSource dataSource() {
        return open().applicationDataSource();
    }

    /** {@return how the database tells what a transaction has changed} */
    public ChangedRows changedRows() {
        return database().changedRows();
    }

    /** {@return the data source for schema operations: no statement of theirs is refused or counted as a write} */
    public DataSource unguardedDataSource() {
        return Galera.awaiting(settings(), open().dataSource());
    }

    /** Returns when each node has what a schema operation has made, where the database is a cluster. */
    public void awaitEveryNode() {
        Objects.requireNonNull(opener).awaitEveryNode();
    }

    /** {@return the provider's own model of the mapping, for somebody who knows the provider; empty where it shows none} */
    public Optional<Object> mapping() {
        return open().mapping().value();
    }

    /** {@return the persistence provider; the bind is switched on} */
    public Provider provider() {
        return Objects.requireNonNull(opener).provider();
    }

    /**
     * Fails when the properties for one entity manager would take it to another database. EclipseLink alone does that.
     *
     * @param properties as the application hands them over; the bind is switched on
     */
    public void requireOwnConnections(Map<?, ?> properties) {
        provider().redirection(properties).ifPresent(property -> {
            throw Failures.redirected(property, key());
        });
    }

    /** {@return whether it is open now, so that its factory can be asked without opening anything} */
    public boolean isOpen() {
        return open != null;
    }

    /** {@return the unit without its database, but with what that has told if it was reached; the bind is switched on} */
    public OfflineUnit offline() {
        return Objects.requireNonNull(opener).offline();
    }

    private Optional<ReachedDatabase> reached() {
        return opener == null ? Optional.empty() : opener.reached();
    }

    /**
     * To be called when tables were made, emptied or removed: lets the provider forget the rows that it has in its caches and the
     * ids that it has in store for new ones.
     */
    public void forgetRows() {
        OpenUnit current = open;
        if (current != null && opener != null) {
            opener.provider().forgetRows(current.factory());
            current.reading().committed();
        }
    }

    /** {@return which database it is, as far as its settings and what was reached tell} */
    public UnitDatabase database() {
        return new UnitDatabase(settings().database(), reached());
    }

    OpenUnit open() {
        OpenUnit current = open;
        return current != null ? current : openNow();
    }

    private synchronized OpenUnit openNow() {
        OpenUnit current = open != null ? open : opening;
        if (current != null) {
            return current;
        }
        if (opener == null) {
            throw Failures.inactive(key());
        }
        requireOpen();
        try {
            // Only what runs on this thread sees it before its schema is as it was asked for.
            OpenUnit opened = opener.open(this);
            opening = opened;
            opener.openedLate(this);
            open = opened;
            return opened;
        } catch (UnitProblem problem) {
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

    /** Opens the unit at deployment; what goes wrong is a {@link UnitProblem}. */
    synchronized void start() {
        open = Objects.requireNonNull(opener).open(this);
    }

    /** As {@link Opening#tryOut(Unit)}; the bind is switched on. */
    Optional<Problem> tryOut() {
        return Objects.requireNonNull(opener).tryOut(this);
    }

    /** As {@link Opening#announce(Unit)}. */
    Optional<AutoCloseable> announce() {
        return opener == null ? Optional.empty() : opener.announce(this);
    }

    /** Closes what is open; whatever happens, it is closed afterwards. */
    synchronized void close() {
        closed = true;
        OpenUnit current = open;
        open = null;
        try {
            if (current != null) {
                current.close();
            }
        } finally {
            if (opener != null) {
                opener.provider().forgetClasses(definition.managedClasses());
            }
        }
    }
}
