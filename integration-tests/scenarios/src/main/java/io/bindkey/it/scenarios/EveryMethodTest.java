// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Method;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls every method that the running version of the standard has, on a live router. A method that is not listed here
 * fails the test: somebody has to decide what it shall do.
 */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class EveryMethodTest {

    /** These go to one bind. */
    private static final String ROUTED = """
            persist(Object) merge(Object) remove(Object)
            refresh(Object) refresh(Object,Map) refresh(Object,LockModeType) refresh(Object,LockModeType,Map)
            refresh(Object,RefreshOption[])
            lock(Object,LockModeType) lock(Object,LockModeType,Map) lock(Object,LockModeType,LockOption[])
            getLockMode(Object) detach(Object) contains(Object) getReference(Object)
            find(Class,Object) find(Class,Object,Map) find(Class,Object,LockModeType)
            find(Class,Object,LockModeType,Map) find(Class,Object,FindOption[]) find(EntityGraph,Object,FindOption[])
            getReference(Class,Object)
            createEntityGraph(Class) createEntityGraph(String) getEntityGraph(String) getEntityGraphs(Class)
            createQuery(String) createQuery(String,Class) createQuery(CriteriaQuery) createQuery(CriteriaSelect)
            createQuery(CriteriaUpdate) createQuery(CriteriaDelete) createQuery(TypedQueryReference)
            createNamedQuery(String) createNamedQuery(String,Class)
            createNativeQuery(String,Class) createNativeQuery(String,String)
            createNamedStoredProcedureQuery(String)
            createStoredProcedureQuery(String,Class[]) createStoredProcedureQuery(String,String[])
            addNamedQuery(String,Query) addNamedEntityGraph(String,EntityGraph) getNamedEntityGraphs(Class)
            """;

    /** These mean the context or the application as a whole. */
    private static final String GLOBAL = """
            flush() clear() setFlushMode(FlushModeType) getFlushMode()
            setProperty(String,Object) getProperties()
            setCacheRetrieveMode(CacheRetrieveMode) getCacheRetrieveMode()
            setCacheStoreMode(CacheStoreMode) getCacheStoreMode()
            joinTransaction() isJoinedToTransaction() isOpen() getTransaction() unwrap(Class) getDelegate()
            getMetamodel() getEntityManagerFactory() getCriteriaBuilder()
            createEntityManager() createEntityManager(Map) getName() getTransactionType()
            getCache() getPersistenceUnitUtil() getSchemaManager() getNamedQueries(Class)
            runInTransaction(Consumer) callInTransaction(Function)
            """;

    /** These are refused, each with a message that says what to do. */
    private static final Map<String, String> REFUSED = Map.of(
            "close()", "BINDKEY-122",
            "createNativeQuery(String)", "BINDKEY-108",
            "createStoredProcedureQuery(String)", "BINDKEY-108",
            "runWithConnection(ConnectionConsumer)", "BINDKEY-108",
            "callWithConnection(ConnectionFunction)", "BINDKEY-108",
            "createEntityManager(SynchronizationType)", "BINDKEY-137",
            "createEntityManager(SynchronizationType,Map)", "BINDKEY-137");

    private Application app;
    private Calls calls;
    private User ada;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        calls = new Calls(app);
    }

    @BeforeEach
    void persist() {
        app.emptyTables();
        ada = User.named("ada");
        app.inTransaction(em -> em.persist(ada));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    static Stream<Method> entityManagersAndFactories() {
        return Calls.methods(EntityManager.class, EntityManagerFactory.class);
    }

    private static Set<String> listed(String signatures) {
        return new TreeSet<>(List.of(signatures.strip().split("\\s+")));
    }

    @Test
    void eachIsListedOnce() {
        Map<String, Integer> times = new TreeMap<>();
        listed(ROUTED).forEach(s -> times.merge(s, 1, Integer::sum));
        listed(GLOBAL).forEach(s -> times.merge(s, 1, Integer::sum));
        REFUSED.keySet().forEach(s -> times.merge(s, 1, Integer::sum));
        assertThat(times).allSatisfy((signature, count) -> assertThat(count).isEqualTo(1));

        assertThat(entityManagersAndFactories().map(Calls::signature).distinct())
                .isSubsetOf(times.keySet());
    }

    @ParameterizedTest
    @MethodSource("entityManagersAndFactories")
    void doesWhatItIsListedFor(Method method) {
        app.inRequest(() -> {
            EntityManager em = app.router();
            em.getTransaction().begin();
            boolean ofFactory = method.getDeclaringClass() == EntityManagerFactory.class;
            Object target = ofFactory ? em.getEntityManagerFactory() : em;
            User managed = em.find(User.class, ada.id);

            Throwable thrown = Calls.outcome(target, method, calls.arguments(em, method, managed));

            String refusal = REFUSED.get(Calls.signature(method));
            if (refusal != null) {
                assertThat(thrown).as(Calls.signature(method)).hasMessageStartingWith(refusal);
                assertThat(em.getTransaction().getRollbackOnly()).isEqualTo(!ofFactory);
            } else if (thrown != null) {
                assertThat(described(thrown)).as(Calls.signature(method)).isEqualTo(described(ofProvider(method)));
            }
            em.getTransaction().rollback();
        });
    }

    private static String described(@Nullable Throwable thrown) {
        return thrown == null ? "fine" : thrown.getClass().getName();
    }

    /** What the provider itself throws, like EclipseLink 5.0.0 from {@code find} by a graph. */
    private @Nullable Throwable ofProvider(Method method) {
        EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.of(AUTH));
        EntityManager own = factory.createEntityManager();
        try {
            own.getTransaction().begin();
            boolean ofFactory = method.getDeclaringClass() == EntityManagerFactory.class;
            User managed = own.find(User.class, ada.id);
            return Calls.outcome(ofFactory ? factory : own, method, calls.arguments(own, method, managed));
        } finally {
            own.getTransaction().rollback();
            own.close();
        }
    }

    /** What the router's queries answer is what the provider's own answer, exceptions included. */
    @ParameterizedTest
    @MethodSource("queryMethods")
    void queriesAreThoseOfTheProvider(Method method) {
        EntityManager own =
                app.get(EntityManagerFactory.class, Bound.Literal.of(AUTH)).createEntityManager();
        try {
            String expected = queried(own, method);
            app.inRequest(() -> assertThat(queried(app.router(), method)).isEqualTo(expected));
        } finally {
            own.close();
        }
    }

    static Stream<Method> queryMethods() {
        Map<String, Method> bySignature = new LinkedHashMap<>();
        Calls.methods(TypedQuery.class, Query.class).forEach(m -> bySignature.putIfAbsent(Calls.signature(m), m));
        return bySignature.values().stream();
    }

    @SuppressWarnings("JavaUtilDate") // The interface has it.
    private static String queried(EntityManager em, Method method) {
        TypedQuery<String> query = em.createQuery("select u.name from User u where u.name = :name", String.class)
                .setParameter("name", "ada");
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = switch (types[i].getSimpleName()) {
                case "String" -> "name";
                case "int" -> 1;
                case "Integer" -> 1000;
                case "Object" -> "ada";
                case "Class" -> method.getName().equals("unwrap") ? Query.class : String.class;
                case "Calendar" -> Calendar.getInstance();
                case "Date" -> Calendar.getInstance().getTime();
                case "Parameter" -> query.getParameter("name");
                case "FlushModeType" -> FlushModeType.COMMIT;
                default -> types[i].getEnumConstants()[0];
            };
        }
        Throwable thrown = Calls.outcome(query, method, arguments);
        assertThat(thrown instanceof LinkageError).isFalse();
        return described(thrown);
    }
}
