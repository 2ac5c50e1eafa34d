// SPDX-License-Identifier: Apache-2.0
package io.bindkey.reading;

import io.bindkey.Bookmark;
import io.bindkey.commit.InOrder;
import io.bindkey.database.ReadingConnection;
import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the outermost of nested {@code @ReadOnly} calls holds: persistence contexts of its own, each with a connection in a
 * transaction of its own that reads.
 *
 * <p>A transaction that was active before stays what it is: what is read in it has to see what was written in it. Used by one
 * thread.
 */
public final class ReadOnlyScope implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ReadOnlyScope.class.getName());

    private final Bookmark bookmark;
    private final @Nullable Object jtaBefore;
    private final @Nullable EntityTransaction localBefore;
    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final List<ReadingConnection> connections = new ArrayList<>(1);
    private final List<Runnable> ends = new ArrayList<>(1);
    private final IdentityHashMap<EntityManager, Runnable> quiet = new IdentityHashMap<>(0);

    /**
     * Creates it.
     *
     * @param bookmark what a reader has to see at least
     * @param jtaBefore what tells the JTA transaction that was active before from others, null for none
     * @param localBefore the resource-local one that was active before
     */
    public ReadOnlyScope(Bookmark bookmark, @Nullable Object jtaBefore, @Nullable EntityTransaction localBefore) {
        this.bookmark = bookmark;
        this.jtaBefore = jtaBefore;
        this.localBefore = localBefore;
    }

    /** {@return one inside of this one, for readers who have to see more} */
    public ReadOnlyScope inner(Bookmark more) {
        return new ReadOnlyScope(more, jtaBefore, localBefore);
    }

    private EntityManager open(Unit unit) {
        try {
            ReadingUnit reading = new ReadingUnit(unit);
            ReadingConnection connection =
                    reading.connect(Optional.ofNullable(bookmark.positions().get(unit.key())));
            connections.add(connection);
            EntityManager opened = reading.open(connection);
            if (!unit.transaction().usesTransactionManager()) {
                // What would need a transaction is refused for what it does, not for the lack of one.
                opened.getTransaction().begin();
                ends.add(() -> end(opened.getTransaction()));
            }
            return opened;
        } catch (SQLException e) {
            throw Failures.noConnectionToRead(
                    unit.key(), Secrets.reason(e, unit.settings().passwords()), e);
        }
    }

    /**
     * {@return whether it is the one that was active before}
     *
     * @param key what tells the JTA transaction that is active now from others
     */
    public boolean began(@Nullable Object key) {
        return key != null && key.equals(jtaBefore);
    }

    /** {@return whether it is the one that was active before, and still is} */
    public boolean began(EntityTransaction transaction) {
        return transaction == localBefore && transaction.isActive();
    }

    /** {@return what is read in, apart from any transaction} */
    public OpenEntityManagers entityManagers() {
        return entityManagers;
    }

    /** Lets an entity manager that was there before flush nothing by itself while this lasts. */
    public void quiet(Unit unit, EntityManager entityManager) {
        quiet.computeIfAbsent(entityManager, used -> {
            Runnable again = new ReadingUnit(unit).flushNothing(used);
            return () -> {
                // Its transaction may have begun and ended meanwhile.
                if (used.isOpen()) {
                    again.run();
                }
            };
        });
    }

    /** Closes what was read in, and gives the connections back. */
    @Override
    public void close() {
        ends.addAll(quiet.values());
        ends.add(entityManagers::close);
        connections.forEach(connection -> ends.add(() -> close(connection)));
        InOrder.forEach(ends, Runnable::run);
    }

    private static void end(EntityTransaction reading) {
        try {
            reading.rollback();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A transaction that reads did not end well", e);
        }
    }

    private static void close(ReadingConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // What was read was read; the pool throws it away.
            LOG.log(Level.DEBUG, "A connection for reading did not end well", e);
        }
    }
}
