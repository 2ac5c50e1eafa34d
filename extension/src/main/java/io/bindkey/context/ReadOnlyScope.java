// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.InOrder;
import io.bindkey.database.ReadingConnection;
import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the outermost of nested {@code @ReadOnly} calls holds: persistence contexts of its own, each with a connection in a
 * transaction of its own that reads.
 *
 * <p>A transaction that was active before stays what it is: what is read in it has to see what was written in it. Used by one
 * thread.
 */
final class ReadOnlyScope {

    private static final Logger LOG = System.getLogger(ReadOnlyScope.class.getName());

    private final ReadOnlyScopes scopes;
    private final @Nullable Object jtaBefore;
    private final @Nullable LocalTransaction localBefore;
    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final List<ReadingConnection> connections = new ArrayList<>(1);
    private final List<Runnable> ends = new ArrayList<>(1);
    private final Map<EntityManager, Runnable> quiet = new IdentityHashMap<>(0);

    /**
     * @param jtaBefore what tells the JTA transaction that was active before from others, null for none
     * @param localBefore the resource-local one that was active before
     */
    ReadOnlyScope(ReadOnlyScopes scopes, @Nullable Object jtaBefore, @Nullable LocalTransaction localBefore) {
        this.scopes = scopes;
        this.jtaBefore = jtaBefore;
        this.localBefore = localBefore;
    }

    private EntityManager open(Unit unit) {
        try {
            ReadingConnection connection = scopes.apart(unit::connectToRead);
            connections.add(connection);
            EntityManager opened = unit.openToRead(connection.connection());
            if (!unit.transaction().usesTransactionManager()) {
                // What would need a transaction is refused for what it does, not for the lack of one.
                opened.getTransaction().begin();
                ends.add(() -> opened.getTransaction().rollback());
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
    boolean began(@Nullable Object key) {
        return key != null && key.equals(jtaBefore);
    }

    /** {@return whether it is the one that was active before, and still is} */
    boolean began(LocalTransaction transaction) {
        return transaction == localBefore && transaction.isActive();
    }

    OpenEntityManagers entityManagers() {
        return entityManagers;
    }

    /** Lets an entity manager that was there before flush nothing by itself while this lasts. */
    void quiet(Unit unit, EntityManager entityManager) {
        quiet.computeIfAbsent(entityManager, used -> {
            Runnable again = unit.provider().flushNothing(used);
            return () -> {
                // Its transaction may have begun and ended meanwhile.
                if (used.isOpen()) {
                    again.run();
                }
            };
        });
    }

    void close() {
        ends.addAll(quiet.values());
        ends.add(entityManagers::close);
        connections.forEach(connection -> ends.add(() -> close(connection)));
        InOrder.forEach(ends, Runnable::run);
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
