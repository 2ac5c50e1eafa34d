// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.io.Writer;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What BindKey needs of a persistence provider beyond the standard. There is one class for each provider that is known, and
 * one for any other; nobody else asks which it is.
 *
 * <p>Immutable; safe for use by several threads.
 */
public interface Provider {

    /** The property that names Hibernate's service for schema operations; it is BindKey's alone. */
    String SCHEMA_SERVICE = "hibernate.schema_management_tool";

    /** The packages with what criteria objects publish, of the standard and of all providers that are known. */
    Set<String> CRITERIA_PACKAGES = Set.of("jakarta.persistence.criteria", "org.hibernate.query.criteria");

    /** The interfaces of a provider's that are injected for one bind, beside those of the standard. */
    List<String> SESSIONS = List.of("org.hibernate.Session", "org.hibernate.StatelessSession");

    /** The packages with what queries publish. */
    Set<String> QUERY_PACKAGES = Set.of(
            "jakarta.persistence", "org.hibernate.query", "org.hibernate.procedure", "org.eclipse.persistence.jpa");

    /** {@return the provider as the standard has it} */
    PersistenceProvider standard();

    /** {@return its class name} */
    default String name() {
        return standard().getClass().getName();
    }

    /** {@return the loader of its classes} */
    default ClassLoader loader() {
        return standard().getClass().getClassLoader();
    }

    /** {@return properties that stand in the unit itself, before all that its factory is told} */
    default Map<String, String> unitProperties() {
        return Map.of();
    }

    /**
     * {@return what its factory is told: what keeps away what the JVM says and is the bind's own affair, what BindKey
     * wants, and over these what the user wants; null takes a property away}
     *
     * @param info of the unit
     * @param users properties of the user
     * @param mapping receives the provider's own model of the mapping, where it shows one
     * @param transactions the transaction manager for a unit under JTA
     */
    Map<String, @Nullable Object> factoryProperties(
            PersistenceUnitInfo info,
            Map<String, String> users,
            MappingModel mapping,
            Optional<TransactionPlatform> transactions);

    /** {@return what keeps it from working on the schema of the database as its factory starts} */
    default Map<String, String> nothingByItself() {
        return Map.of("jakarta.persistence.schema-generation.database.action", "none");
    }

    /** {@return what to do about a property that it would take without a word, and then not do what it says} */
    default Optional<String> remedyForImpossible(String property, String value) {
        return Optional.empty();
    }

    /** {@return what helps against a failure to build a unit, if it is known} */
    default Optional<String> remedy(String reason, String key, Optional<String> product) {
        return Optional.empty();
    }

    /**
     * Leads the schema operations that it is asked for another way, where it has a service for them.
     *
     * @param properties for its factory, which get that service
     * @param requests where they go
     * @return whether it has; else its schema managers have to be replaced
     */
    default boolean redirectSchema(Map<String, @Nullable Object> properties, SchemaRequests requests) {
        return false;
    }

    /** {@return whether it has a service for schema operations, which then asks before something is removed} */
    default boolean hasSchemaService() {
        return false;
    }

    /** {@return the properties that make an operation of its service one on other tables than the unit's} */
    default Set<String> narrowing() {
        return Set.of();
    }

    /** {@return the first property with which it would remove tables or rows when its factory starts or ends} */
    default Optional<ProviderRemoval> removal(Map<String, ?> properties) {
        return ProviderRemoval.in(properties, (name, value) -> false);
    }

    /** {@return whether it shows its own model of a unit's mapping} */
    default boolean showsMapping() {
        return false;
    }

    /** {@return whether it writes the statements of its schema operations into a script} */
    default boolean writesScripts() {
        return false;
    }

    /** {@return what stands for the data source of a unit without its database} */
    default @Nullable DataSource noDataSource() {
        return null;
    }

    /** {@return what keeps it from its database} */
    default Map<String, String> offlineProperties() {
        return Map.of();
    }

    /**
     * {@return whether the properties tell what database it is, so that nobody else has to}
     *
     * @param users properties of the user
     */
    default boolean isToldProduct(Map<String, String> users) {
        return users.containsKey("jakarta.persistence.database-product-name");
    }

    /**
     * Completes properties that have it write a script, as the standard has them.
     *
     * @param action {@code create} or {@code drop}
     */
    default void script(Map<String, @Nullable Object> properties, String action, Writer text) {}

    /** {@return whether its entity managers are sessions of Hibernate's} */
    default boolean hasSessions() {
        return false;
    }

    /** {@return the name of the interface that its criteria builders have beyond the standard} */
    default Optional<String> criteriaBuilder() {
        return Optional.empty();
    }

    /**
     * {@return whether it takes its connection when a transaction begins, rather than with the first statement}
     *
     * @param users properties of the user
     */
    default boolean connectsAtBegin(Map<String, String> users) {
        return false;
    }

    /** Flushes an entity manager whose transaction is about to be committed, as the commit itself would. */
    default void flushBeforeCommit(EntityManager entityManager) {
        entityManager.flush();
    }

    /** Commits the transaction of an entity manager that was flushed just now. */
    default void commitFlushed(EntityManager entityManager) {
        entityManager.getTransaction().commit();
    }

    /** {@return whether an entity manager has a connection now, where that can be told} */
    default boolean isConnected(EntityManager entityManager) {
        return false;
    }

    /**
     * Sees to it that what its queries do is part of transactions that no manager drives.
     *
     * @param factory of the open unit
     * @param current finds the entity manager that has a transaction of the calling thread
     */
    default void watchLocal(EntityManagerFactory factory, Supplier<Optional<EntityManager>> current) {}

    /** {@return whether it has entity managers on a connection that somebody else has opened, and ends} */
    default boolean readsOnConnections() {
        return false;
    }

    /**
     * {@return an entity manager that reads on a connection, and neither flushes by itself nor looks for changes}
     *
     * @param connection that is ended when the entity manager is closed, not with it
     * @param mayBeStale whether what it reads may be old, and must not go into a cache that others read from
     */
    default EntityManager openToRead(EntityManagerFactory factory, Connection connection, boolean mayBeStale) {
        throw new UnsupportedOperationException(name() + " has no entity managers on given connections");
    }

    /** {@return what lets an entity manager flush by itself again, as it does not from now on, where it can} */
    default Runnable flushNothing(EntityManager entityManager) {
        FlushModeType before = entityManager.getFlushMode();
        entityManager.setFlushMode(FlushModeType.COMMIT);
        return () -> entityManager.setFlushMode(before);
    }

    /** {@return the first property, if any, with which an entity manager would connect in a way of its own} */
    default Optional<String> redirection(Map<?, ?> properties) {
        return Optional.empty();
    }

    /** Lets it forget what it remembers of rows: cached ones, and ids for new ones. */
    default void forgetRows(EntityManagerFactory factory) {
        factory.getCache().evictAll();
    }

    /** Lets go of what it would keep for ever of the classes of a unit that was closed. */
    default void forgetClasses(Collection<Class<?>> classes) {}
}
