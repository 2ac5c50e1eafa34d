// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import jakarta.persistence.Cache;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody gets who has kept the router, its factory or a bind's entity manager after the end of the application. */
class RoutedAfterTheEndTest {

    private static EntityManager router;
    private static EntityManager bound;
    private static EntityManager own;
    private static EntityManagerFactory factory;
    private static Cache cache;

    @BeforeAll
    static void startAndEnd() {
        try (Application app = Application.of(User.class, Setting.class)
                .with("binds-defaults.provider", RecordingProvider.class.getName())
                .withH2("auth")
                .withH2("meta")
                .start()) {
            router = app.get(EntityManager.class, Bound.Literal.ROUTER);
            bound = app.get(EntityManager.class, Bound.Literal.of("auth"));
            factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
            own = factory.createEntityManager();
            cache = factory.getCache();
        }
    }

    private interface OfManager {
        void on(EntityManager em);
    }

    private interface OfFactory {
        void on(EntityManagerFactory factory);
    }

    static Stream<OfManager> ofManagers() {
        User ada = new User();
        return Stream.of(
                em -> em.find(User.class, 1L),
                em -> em.persist(ada),
                em -> em.contains(ada),
                em -> em.detach(ada),
                em -> em.lock(ada, LockModeType.NONE),
                em -> em.createQuery("select u from User u"),
                em -> em.createNamedQuery("some"),
                em -> em.createEntityGraph("some"),
                em -> em.flush(),
                em -> em.clear(),
                em -> em.joinTransaction(),
                em -> em.isJoinedToTransaction(),
                em -> em.getFlushMode(),
                em -> em.setFlushMode(FlushModeType.COMMIT),
                em -> em.setProperty("colour", "blue"),
                em -> em.getCacheRetrieveMode(),
                em -> em.setCacheRetrieveMode(CacheRetrieveMode.BYPASS),
                em -> em.getCacheStoreMode(),
                em -> em.setCacheStoreMode(CacheStoreMode.BYPASS),
                em -> em.unwrap(EntityManager.class),
                em -> em.getDelegate(),
                em -> em.getMetamodel(),
                em -> em.getCriteriaBuilder(),
                em -> em.getEntityManagerFactory(),
                em -> em.close());
    }

    @ParameterizedTest
    @MethodSource("ofManagers")
    void everyEntityManagerRefuses(OfManager call) {
        for (EntityManager left : List.of(router, own)) {
            assertThat(left.isOpen()).isFalse();
            assertThatThrownBy(() -> call.on(left))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-141: All binds are closed: the application has ended.");
        }
        assertThat(bound.isOpen()).isFalse();
        assertThatThrownBy(() -> call.on(bound))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-141: Bind 'auth' is closed: the application has ended.");
    }

    @Test
    void theySayWhatTheyWere() {
        assertThat(router).hasToString("router over binds [auth, meta]");
        assertThat(bound).hasToString("EntityManager of bind 'auth'").isEqualTo(bound);
        assertThat(own.getProperties()).isEmpty();
    }

    static Stream<OfFactory> ofFactories() {
        return Stream.of(
                factory -> factory.createEntityManager(),
                factory -> factory.getMetamodel(),
                factory -> factory.getCriteriaBuilder(),
                factory -> factory.getPersistenceUnitUtil(),
                factory -> factory.getCache(),
                factory -> factory.getSchemaManager(),
                factory -> factory.getName(),
                factory -> factory.getProperties(),
                factory -> factory.getTransactionType(),
                factory -> factory.getNamedQueries(Object.class),
                factory -> factory.getNamedEntityGraphs(Setting.class),
                factory -> factory.addNamedQuery("added", RoutedCalls.proxy(Query.class, "", "")),
                factory -> factory.addNamedEntityGraph("added", (EntityGraph<?>) RoutedCalls.graph()),
                factory -> factory.runInTransaction(em -> {}),
                factory -> factory.callInTransaction(em -> ""),
                factory -> factory.unwrap(EntityManagerFactory.class),
                factory -> factory.close());
    }

    @ParameterizedTest
    @MethodSource("ofFactories")
    void theFactoryRefuses(OfFactory call) {
        assertThat(factory.isOpen()).isFalse();
        assertThatThrownBy(() -> call.on(factory))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-141: All binds are closed: the application has ended.");
    }

    @Test
    void theCacheRefuses() {
        assertThatThrownBy(() -> cache.evict(User.class))
                .hasMessage("BINDKEY-141: Bind 'auth' is closed: the application has ended.");
        assertThatThrownBy(cache::evictAll).hasMessage("BINDKEY-141: All binds are closed: the application has ended.");
    }
}
