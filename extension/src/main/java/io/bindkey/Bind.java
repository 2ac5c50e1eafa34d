// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * One database as the application sees it, with the entities that live in it.
 *
 * <p>Immutable and safe for use by several threads; the entity manager that it hands out finds the persistence context
 * of the calling thread by itself.
 *
 * @since 1.0
 */
public interface Bind {

    /** {@return the bind key, also the name of the persistence unit} */
    String key();

    /** {@return the entity classes of this bind, ordered by name, unmodifiable} */
    Set<Class<?>> entities();

    /**
     * {@return the container-managed entity manager of this bind, the one that {@code @Bound("key")} injects}
     *
     * <p>It needs an active transaction or request context when it is used, not when it is obtained.
     */
    EntityManager entityManager();

    /**
     * {@return the factory of this bind's persistence unit} It belongs to the container: do not close it.
     *
     * @throws BindUnavailableException when the bind is switched off, or is started at first use and its database
     *     cannot be reached
     */
    EntityManagerFactory entityManagerFactory();

    /**
     * {@return the data source of this bind} Connections taken from it inside a JTA transaction take part in it.
     *
     * @throws BindUnavailableException when the bind is switched off, or is started at first use and its database
     *     cannot be reached
     */
    DataSource dataSource();

    /**
     * {@return how the replicas of this bind are, in the order of their names, unmodifiable} Empty where it has none, and for a
     * bind that is started at first use until then.
     */
    List<ReplicaState> replicas();

    /**
     * {@return how this bind is, as far as is known without asking its database} That of {@link #check} is newer, and of whoever was
     * not given a connection.
     */
    BindState state();

    /**
     * Asks the database whether it is there, by a connection of the bind's own pool and for two seconds at the most, whatever the
     * pool or the driver does. A bind that is not open is not asked. This is what the health check of the bind does.
     *
     * @return how the bind is then; it has a problem as well when the pool has no connection left, and the bind serves all the same
     */
    BindState check();

    /** {@return how full the pool is; empty where it is none of the bind's own, or not open} */
    Optional<PoolFigures> pool();

    /** {@return the properties that are in force for this bind and its replicas, by name, unmodifiable} Defaults are not among them. */
    List<BindSetting> settings();
}
