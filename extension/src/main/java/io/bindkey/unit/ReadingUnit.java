// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.ReplicaState;
import io.bindkey.database.ReadingConnection;
import io.bindkey.replica.Replicas;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is used by what only reads. Safe for use by several threads.
 *
 * @param unit that is switched on
 */
public record ReadingUnit(Unit unit) {

    /** {@return whether it has persistence contexts of its own then, apart from those of any transaction} */
    public boolean readsApart() {
        return (unit.ownsPool() || hasReplicas()) && unit.provider().readsOnConnections();
    }

    private boolean hasReplicas() {
        return !unit.settings().replicas().isEmpty();
    }

    /**
     * {@return a connection, in which no transaction of the calling thread has a part where the pool is ours}
     *
     * @param bookmark a position that the reader has from elsewhere
     */
    public ReadingConnection connect(Optional<String> bookmark) throws SQLException {
        return unit.open().reading().connect(bookmark);
    }

    /** {@return an entity manager that reads on such a connection, which is ended after it} */
    public EntityManager open(ReadingConnection connection) {
        return unit.provider().openToRead(unit.factory(), connection.connection(), connection.isToReplica());
    }

    /** {@return what lets an entity manager of the unit flush by itself again, as it does not from now on, where it can} */
    public Runnable flushNothing(EntityManager entityManager) {
        return unit.provider().flushNothing(entityManager);
    }

    /** To be called when a transaction that has used the bind has ended, and may have committed. */
    public void committed() {
        if (hasReplicas() && unit.isOpen()) {
            unit.open().reading().committed();
        }
    }

    /** {@return a position that covers all that this process has committed; empty without replicas, or if it has not} */
    public Optional<String> position() throws SQLException {
        Replicas replicas = replicas();
        return replicas == null ? Optional.empty() : replicas.position();
    }

    /** {@return how the replicas are, in the order of their names; none before the unit is open} */
    public List<ReplicaState> states() {
        Replicas replicas = replicas();
        return replicas == null ? List.of() : replicas.states();
    }

    private @Nullable Replicas replicas() {
        return hasReplicas() && unit.isOpen() ? unit.open().reading().replicas() : null;
    }
}
