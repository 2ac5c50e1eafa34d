// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindException;
import io.bindkey.UnroutableException;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.RecordingProvider.Call;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FindOption;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockOption;
import jakarta.persistence.Query;
import jakarta.persistence.RefreshOption;
import jakarta.persistence.Timeout;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.EntityType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the router asks of which bind: the same call, with the same arguments, and nothing of any other bind. */
class RoutedCallsTest extends RoutedCalls {

    /** A call to be compared: what the router is asked for, and with which arguments it shall reach the bind. */
    private record Sample(String method, List<Object> arguments) {

        @Override
        public String toString() {
            return method
                    + arguments.stream().map(a -> a.getClass().getSimpleName()).toList();
        }

        Object on(EntityManager em) throws Exception {
            for (var candidate : EntityManager.class.getMethods()) {
                if (candidate.getName().equals(method) && fits(candidate.getParameterTypes())) {
                    return candidate.invoke(em, arguments.toArray());
                }
            }
            throw new NoSuchMethodException(toString());
        }

        private boolean fits(Class<?>[] types) {
            return types.length == arguments.size()
                    && IntStream.range(0, types.length).allMatch(i -> fits(types[i], arguments.get(i)));
        }

        /** An {@code Object} is an entity or a key: what is more has an overload of its own. */
        private static boolean fits(Class<?> type, Object argument) {
            return type == Object.class
                    ? !(argument instanceof Class || argument instanceof EntityGraph)
                    : type.isInstance(argument);
        }
    }

    private static Sample sample(String method, Object... arguments) {
        return new Sample(method, List.of(arguments));
    }

    static Stream<Sample> routed() {
        User ada = new User();
        Map<String, Object> hints = Map.of("hint", 1);
        LockModeType mode = LockModeType.OPTIMISTIC;
        Timeout timeout = Timeout.seconds(1);
        return Stream.of(
                sample("persist", ada),
                sample("merge", ada),
                sample("remove", ada),
                sample("refresh", ada),
                sample("refresh", ada, hints),
                sample("refresh", ada, mode),
                sample("refresh", ada, mode, hints),
                sample("refresh", ada, new RefreshOption[] {timeout}),
                sample("lock", ada, mode),
                sample("lock", ada, mode, hints),
                sample("lock", ada, mode, new LockOption[] {timeout}),
                sample("getLockMode", ada),
                sample("getReference", ada),
                sample("getReference", User.class, 1L),
                sample("find", User.class, 1L),
                sample("find", User.class, 1L, hints),
                sample("find", User.class, 1L, mode),
                sample("find", User.class, 1L, mode, hints),
                sample("find", User.class, 1L, new FindOption[] {timeout}),
                sample("find", graph(), 1L, new FindOption[] {timeout}),
                sample("createEntityGraph", User.class),
                sample("createEntityGraph", "Named.graph"),
                sample("getEntityGraph", "Named.graph"),
                sample("getEntityGraphs", User.class),
                sample("createQuery", "select u from User u"),
                sample("createQuery", "select u from User u", User.class),
                sample("createQuery", reference()),
                sample("createNamedQuery", "Named.query"),
                sample("createNamedQuery", "Named.query", Named.class),
                sample("createNativeQuery", "select 1", User.class),
                sample("createNativeQuery", "select 1", "Named.mapping"),
                sample("createNamedStoredProcedureQuery", "Named.procedure"),
                sample("createStoredProcedureQuery", "named", new Class<?>[] {User.class}),
                sample("createStoredProcedureQuery", "named", new String[] {"Named.mapping"}));
    }

    private static Object reference() {
        return proxy(TypedQueryReference.class, "getName", "Named.query");
    }

    @ParameterizedTest
    @MethodSource("routed")
    void theContainersRouterAsksTheBind(Sample sample) {
        app.inRequest(() -> {
            router.getTransaction().begin();
            assertThatItReachesTheBind(router, sample);
            router.getTransaction().rollback();
        });
    }

    @ParameterizedTest
    @MethodSource("routed")
    void anApplicationsRouterAsksTheBind(Sample sample) {
        EntityManager own = factory.createEntityManager();
        assertThatItReachesTheBind(own, sample);
        own.close();
    }

    private void assertThatItReachesTheBind(EntityManager em, Sample sample) {
        Object result = uncheck(() -> sample.on(em));

        assertThat(words("auth")).containsExactly("EntityManager." + sample.method());
        Call call = calls("auth").get(calls("auth").size() - 1);
        assertThat(call.arguments()).isEqualTo(sample.arguments());
        if (em != router && result instanceof Query) {
            // One of its own, which it can close, in front of the provider's.
            assertThat(result).isNotSameAs(call.result()).hasSameHashCodeAs(call.result());
        } else {
            assertThat(result).isSameAs(call.result());
        }
        assertThat(calls("default")).isEmpty();
        assertThat(calls("meta")).isEmpty();
    }

    private interface Unchecked<T> {
        T call() throws Exception;
    }

    private static <T> T uncheck(Unchecked<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void asksABindThatWasNotTouchedForNothing() {
        User ada = new User();
        app.inRequest(() -> {
            assertThat(router.contains(ada)).isFalse();
            router.detach(ada);
            assertThat(calls("auth")).isEmpty();

            router.find(User.class, 1L);
            assertThat(router.contains(ada)).isTrue();
            router.detach(ada);
            assertThat(words("auth"))
                    .containsExactly("EntityManager.find", "EntityManager.contains", "EntityManager.detach");
        });
    }

    @Test
    void refusesANativeStatementWhoseResultIsNoEntity() {
        app.inRequest(() -> assertThatThrownBy(() -> router.createNativeQuery("select 1", String.class))
                .isInstanceOf(UnroutableException.class)
                .hasMessageStartingWith(
                        "BINDKEY-108: The native statement [select 1] gives no entity and so no bind."));
    }

    /** By the standard it tells its roots, and nothing of the builder that has made it. */
    @Nested
    class ACriteriaQueryOfAnyProvider {

        private static <T> Root<T> root(Class<T> type) {
            return uncheckedRoot(proxy(Root.class, "getModel", proxy(EntityType.class, "getJavaType", type)));
        }

        @SuppressWarnings("unchecked") // Its type is that of its model.
        private static <T> Root<T> uncheckedRoot(Root<?> root) {
            return (Root<T>) root;
        }

        private static CriteriaQuery<?> of(Root<?>... roots) {
            return proxy(CriteriaQuery.class, "getRoots", new LinkedHashSet<>(List.of(roots)));
        }

        @Test
        void goesToTheBindOfItsRoots() {
            CriteriaQuery<?> query = of(root(User.class), root(Named.class));
            CriteriaUpdate<?> update = proxy(CriteriaUpdate.class, "getRoot", root(User.class));
            CriteriaDelete<?> delete = proxy(CriteriaDelete.class, "getRoot", root(Setting.class));
            app.inRequest(() -> {
                router.createQuery(query);
                router.createQuery(update);
                router.createQuery(delete);
            });

            assertThat(calls("auth")).extracting(Call::arguments).contains(List.of(query), List.of(update));
            assertThat(calls("meta")).extracting(Call::arguments).contains(List.of(delete));
            assertThat(words("default")).isEmpty();
        }

        @Test
        void isRefusedWithRootsOfTwoBindsOrNone() {
            app.inRequest(() -> {
                assertThatThrownBy(() -> router.createQuery(of(root(User.class), root(Setting.class))))
                        .isInstanceOf(CrossBindException.class)
                        .hasMessageContaining("names io.bindkey.deployment.Entities$User in bind 'auth', "
                                + "io.bindkey.deployment.Entities$Setting in bind 'meta'.");
                assertThatThrownBy(() -> router.createQuery(of()))
                        .isInstanceOf(UnroutableException.class)
                        .hasMessageStartingWith("BINDKEY-113: The criteria query has no root, and so no bind.");
            });
        }
    }

    @Nested
    class TheWholeContext {

        @Test
        void isFlushedAndCleared() {
            app.inRequest(() -> {
                router.getTransaction().begin();
                router.find(User.class, 1L);
                router.find(Setting.class, 1L);
                router.flush();
                router.clear();
                router.getTransaction().rollback();
            });

            List<String> expected =
                    List.of("EntityManager.find", "EntityManager.flush", "EntityManager.clear", "EntityManager.close");
            assertThat(words("auth")).isEqualTo(expected);
            assertThat(words("meta")).isEqualTo(expected);
            assertThat(words("default")).isEmpty();
        }

        @Test
        void isFlushedOnlyInATransaction() {
            app.inRequest(() -> {
                router.find(User.class, 1L);
                assertThatThrownBy(router::flush)
                        .isInstanceOf(TransactionRequiredException.class)
                        .hasMessageStartingWith("BINDKEY-121: flush on bind 'default', 'auth', 'meta' needs");
            });
            assertThat(words("auth")).containsExactly("EntityManager.find", "EntityManager.close");
        }

        @Test
        void isSetUpWhenABindJoinsLater() {
            app.inRequest(() -> {
                router.find(User.class, 1L);
                router.setFlushMode(FlushModeType.COMMIT);
                router.setProperty("app.colour", "blue");
                router.setCacheRetrieveMode(CacheRetrieveMode.BYPASS);
                router.setCacheStoreMode(CacheStoreMode.REFRESH);
                router.find(Setting.class, 1L);

                assertThat(router.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
                assertThat(router.getProperties()).isEqualTo(Map.of("app.colour", "blue"));
                assertThat(router.getCacheRetrieveMode()).isEqualTo(CacheRetrieveMode.BYPASS);
                assertThat(router.getCacheStoreMode()).isEqualTo(CacheStoreMode.REFRESH);
            });
            app.inRequest(() -> {
                assertThat(router.getCacheRetrieveMode()).isEqualTo(CacheRetrieveMode.USE);
                assertThat(router.getCacheStoreMode()).isEqualTo(CacheStoreMode.USE);
            });

            for (String key : List.of("auth", "meta")) {
                assertThat(calls(key).stream()
                                .filter(call -> call.method().startsWith("set"))
                                .map(Call::arguments))
                        .containsExactlyInAnyOrder(
                                List.of(FlushModeType.COMMIT),
                                List.of("app.colour", "blue"),
                                List.of(CacheRetrieveMode.BYPASS),
                                List.of(CacheStoreMode.REFRESH));
            }
        }

        @Test
        void isClosedWithAnApplicationsRouter() {
            EntityManager own = factory.createEntityManager(Map.of("app.colour", "blue"));
            own.getTransaction().begin();
            own.find(User.class, 1L);
            own.find(Setting.class, 1L);
            own.close();
            assertThat(words("auth")).containsExactly("EntityManager.find");
            own.getTransaction().commit();

            for (String key : List.of("auth", "meta")) {
                assertThat(words(key))
                        .containsExactly("EntityManager.find", "EntityManager.flush", "EntityManager.close");
                assertThat(calls(key).get(0).arguments()).containsExactly(Map.of("app.colour", "blue"));
            }
        }
    }

    @Nested
    class AnApplicationsRouter {

        private EntityManager own;

        @BeforeEach
        void open() {
            own = factory.createEntityManager();
        }

        @Test
        void takesPartInItsOwnTransactionOnly() {
            assertThat(own.isJoinedToTransaction()).isFalse();
            assertThatThrownBy(own::joinTransaction)
                    .isInstanceOf(TransactionRequiredException.class)
                    .hasMessageStartingWith("BINDKEY-121: joinTransaction on bind 'default', 'auth', 'meta' needs");

            own.getTransaction().begin();
            own.joinTransaction();
            assertThat(own.isJoinedToTransaction()).isTrue();
            own.getTransaction().rollback();
        }

        @Test
        void closesItsQueriesWithItself() {
            Query query = own.createQuery("select u from User u");
            query.getResultList();
            own.close();
            assertThatThrownBy(query::getResultList)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-136: The application has closed this entity manager.");
        }

        @Test
        void hasTheViewsOfItsFactoryWhileItIsOpen() {
            assertThat(own.getEntityManagerFactory()).isSameAs(factory);
            assertThat(own.getMetamodel()).isSameAs(factory.getMetamodel());
            assertThat(own.getCriteriaBuilder()).isSameAs(factory.getCriteriaBuilder());

            own.close();

            for (Runnable use : List.<Runnable>of(
                    own::getEntityManagerFactory,
                    own::getMetamodel,
                    own::getCriteriaBuilder,
                    own::clear,
                    own::close,
                    () -> own.find(User.class, 1L),
                    () -> own.contains(new User()))) {
                assertThatThrownBy(use::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("BINDKEY-136: The application has closed this entity manager.");
            }
        }
    }

    /** With one bind there is nothing to choose. */
    @Nested
    class TheOnlyBind {

        @BeforeEach
        void start() {
            app.close();
            app = Application.of(User.class)
                    .withH2("auth")
                    .with("binds-defaults.provider", RecordingProvider.class.getName())
                    .start();
            router = app.get(EntityManager.class, Bound.Literal.ROUTER);
            factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
        }

        @Test
        void takesWhatNamesNone() {
            app.inRequest(() -> {
                assertThat(router.createNativeQuery("select 1")).isNotNull();
                assertThat(router.createNativeQuery("select 1", String.class)).isNotNull();
                assertThat(router.createStoredProcedureQuery("named")).isNotNull();
                assertThat(router.createStoredProcedureQuery("named", new Class<?>[0]))
                        .isNotNull();
                assertThat(router.createStoredProcedureQuery("named", new String[0]))
                        .isNotNull();
                router.runWithConnection(connection -> {});
                assertThat((Object) router.callWithConnection(connection -> "")).isNotNull();
                assertThat(router.getDelegate()).isNotSameAs(router).isNotNull();
                assertThat(router.unwrap(Object.class)).isSameAs(router);
                router.unwrap(Runnable.class);
                router.find(graph(""), 1L);
            });

            assertThat(words("auth"))
                    .containsExactly(
                            "EntityManager.createNativeQuery",
                            "EntityManager.createNativeQuery",
                            "EntityManager.createStoredProcedureQuery",
                            "EntityManager.createStoredProcedureQuery",
                            "EntityManager.createStoredProcedureQuery",
                            "EntityManager.runWithConnection",
                            "EntityManager.callWithConnection",
                            "EntityManager.getDelegate",
                            "EntityManager.unwrap",
                            "EntityManager.find",
                            "EntityManager.close");
        }

        @Test
        void isUnwrapped() {
            factory.unwrap(Runnable.class);
            factory.getCache().unwrap(Runnable.class);
            factory.addNamedQuery("added", proxy(Query.class, "", ""));

            assertThat(words("auth"))
                    .containsExactly(
                            "EntityManagerFactory.unwrap", "Cache.unwrap", "EntityManagerFactory.addNamedQuery");
        }
    }

    @Test
    void theRouterOfSeveralBindsIsItsOwnDelegate() {
        app.inRequest(() -> assertThat(router.getDelegate()).isSameAs(router));
    }
}
