// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.SynchronizationType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The persistence contexts of one application-managed router: extended ones, which live until it is closed (Jakarta
 * Persistence, sections 3.3 and 7.7). Each is opened when its bind is touched first. Used by one thread at a time.
 */
final class ApplicationManagedContexts extends PersistenceContexts {

    private final JtaTransactions jta;
    private final SynchronizationType synchronization;
    private final Map<?, ?> properties;
    private final OpenEntityManagers entityManagers = new OpenEntityManagers(this::open);
    private final LocalTransaction local;
    private boolean closed;

    /** The key of the JTA transaction that was joined last. */
    private @Nullable Object joined;

    /**
     * Creates them.
     *
     * @param jta {@link JtaTransactions#NONE} when no bind takes part in JTA transactions
     * @param local a transaction of their own
     * @param synchronization for the binds that take part in JTA transactions
     * @param properties for each entity manager
     */
    ApplicationManagedContexts(
            JtaTransactions jta, LocalTransaction local, SynchronizationType synchronization, Map<?, ?> properties) {
        this.jta = jta;
        this.local = local;
        this.synchronization = synchronization;
        this.properties = properties;
    }

    private EntityManager open(Unit unit) {
        if (!unit.transaction().usesTransactionManager()) {
            return local.include(
                    unit, unit.factory().createEntityManager(properties), () -> entityManagers.discard(unit));
        }
        boolean inTransaction = jta.isActive();
        if (inTransaction) {
            jta.current().beforeOpening(unit);
        }
        EntityManager opened = unit.factory().createEntityManager(synchronization, properties);
        if (inTransaction && hasJoinedCurrent() && !opened.isJoinedToTransaction()) {
            opened.joinTransaction();
        }
        return opened;
    }

    @Override
    OpenEntityManagers holding(Unit unit) {
        return whole();
    }

    @Override
    OpenEntityManagers whole() {
        requireOpen();
        return entityManagers;
    }

    /** Without a transaction the change waits for the next one, as extended contexts have it. */
    @Override
    public EntityManager requiringTransaction(Unit unit, String operation) {
        if (jta.arePossible() && !unit.transaction().usesTransactionManager()) {
            throw Failures.noTransactionForBind(operation, unit.key());
        }
        return current(unit);
    }

    @Override
    public boolean transactionActive() {
        return jta.isActive() || local.isActive();
    }

    @Override
    public void join() {
        requireOpen();
        if (jta.arePossible()) {
            joined = jta.currentKey();
            entityManagers.all().stream()
                    .filter(em -> !em.isJoinedToTransaction())
                    .forEach(EntityManager::joinTransaction);
        }
    }

    @Override
    public boolean hasJoined() {
        requireOpen();
        return joinsCurrent();
    }

    private boolean joinsCurrent() {
        return local.isActive() || (jta.isActive() && joinsJta());
    }

    private boolean joinsJta() {
        return hasJoinedCurrent()
                || entityManagers.all().stream().anyMatch(EntityManager::isJoinedToTransaction)
                // The first one will join as it is opened.
                || (synchronization == SynchronizationType.SYNCHRONIZED
                        && !closed
                        && entityManagers.all().isEmpty());
    }

    @Override
    void markRollbackOnly() {
        if (!joinsCurrent()) {
            return;
        }
        if (local.isActive()) {
            local.setRollbackOnly();
        } else {
            jta.markRollbackOnly();
        }
    }

    /** Also when they are closed. What was set later counts for more than what they were created with. */
    @Override
    public Map<String, Object> properties() {
        Map<String, Object> inEffect = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name instanceof String text && value != null) {
                inEffect.put(text, value);
            }
        });
        inEffect.putAll(entityManagers.settings().properties());
        return Collections.unmodifiableMap(inEffect);
    }

    private boolean hasJoinedCurrent() {
        return joined != null && joined.equals(jta.currentKey());
    }

    @Override
    public EntityTransaction localTransaction() {
        return local;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void requireOpen() {
        if (closed) {
            throw Failures.closedByApplication();
        }
    }

    /** What is in a transaction stays managed until that has ended: providers see to it under JTA. */
    @Override
    public void close() {
        requireOpen();
        if (jta.isActive() && joinsJta()) {
            // Closed, its entity managers cannot tell any more.
            joined = jta.currentKey();
        }
        closed = true;
        local.whenEnded(entityManagers::close);
    }
}
