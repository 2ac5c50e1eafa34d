// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.StoredProcedureQuery;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Every method of the standard, closed, with null and with a class or name that is nobody's: exception and mark for rollback
 * are those of the provider's own entity manager.
 */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class LikeTheProviderTest {

    // Outcomes of a call.
    private static final String FINE = "fine";
    private static final String ILLEGAL = "IllegalArgumentException";
    private static final String NOT_NOW = "IllegalStateException";
    private static final String MARKED = ", marked";

    private static final String SYNCHRONIZED = "createEntityManager(SynchronizationType";

    /** Kinds of exceptions that the standard tells apart. */
    private static final List<Class<?>> FAMILIES = List.of(
            IllegalArgumentException.class,
            IllegalStateException.class,
            TransactionRequiredException.class,
            PersistenceException.class);

    /** Native SQL and procedures, which say nothing of the bind where no class or mapping does. */
    private static final Set<String> WITHOUT_ENTITY = Set.of(
            "createNativeQuery(String)",
            "createNativeQuery(String,Class)",
            "createStoredProcedureQuery(String)",
            "runWithConnection(ConnectionConsumer)",
            "callWithConnection(ConnectionFunction)");

    /** What EclipseLink accepts with names and classes that nothing has. */
    private static final Set<String> SEEN_LATER = Set.of(
            "createNamedStoredProcedureQuery(String)",
            "createNativeQuery(String,String)",
            "getNamedEntityGraphs(Class)");

    /** What a closed one answers. */
    private static final Set<String> OF_CLOSED = Set.of("getProperties()", "getTransaction()", "isOpen()");

    private Application app;
    private Calls calls;
    private User ada;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        calls = new Calls(app);
        ada = User.named("ada");
        app.inTransaction(em -> em.persist(ada));
    }

    @AfterAll
    void stop() {
        app.close();
    }

    /** A method, and what is wrong when it is called: it is closed, or has a bad argument. */
    private record Case(Method method, String flaw, int position) {

        boolean isClosed() {
            return flaw.equals("closed");
        }

        boolean isOfFactory() {
            return method.getDeclaringClass() == EntityManagerFactory.class;
        }

        /** {@return a bad argument: null, or a class, name or instance that is nobody's} */
        @Nullable
        Object argument() {
            Class<?> type = method.getParameterTypes()[position];
            return flaw.equals("null") ? null : type == Class.class ? StringBuilder.class : "select x from Nothing x";
        }

        @Override
        public String toString() {
            return Calls.signature(method) + " " + flaw + (isClosed() ? "" : " " + position);
        }
    }

    private static List<Case> closed(Class<?>... types) {
        return methods(types).map(method -> new Case(method, "closed", 0)).toList();
    }

    private static List<Case> flawed(Class<?>... types) {
        return methods(types)
                .flatMap(method -> IntStream.range(0, method.getParameterCount())
                        .boxed()
                        .flatMap(position -> flaws(method.getParameterTypes()[position])
                                .map(flaw -> new Case(method, flaw, position))))
                .toList();
    }

    private static Stream<String> flaws(Class<?> type) {
        boolean named = type == Object.class || type == Class.class || type == String.class;
        return type.isPrimitive() ? Stream.empty() : named ? Stream.of("null", "wrong") : Stream.of("null");
    }

    private static Stream<Method> methods(Class<?>... types) {
        Map<String, Method> bySignature = new TreeMap<>();
        Calls.methods(types).forEach(method -> bySignature.putIfAbsent(Calls.signature(method), method));
        return bySignature.values().stream();
    }

    // What happens.

    private static String described(@Nullable Throwable thrown) {
        return thrown == null
                ? FINE
                : FAMILIES.stream()
                        .filter(family -> family.isInstance(thrown))
                        .findFirst()
                        .map(Class::getSimpleName)
                        .orElse(thrown.getClass().getSimpleName());
    }

    /** {@return what a call does in a transaction} */
    private String outcome(EntityManager em, Case one, Function<EntityManager, Object> receiver) {
        EntityTransaction transaction = em.getTransaction();
        transaction.begin();
        try {
            User managed = em.find(User.class, ada.id);
            Object target = receiver.apply(em);
            @Nullable Object[] arguments = arguments(em, one.method(), managed, target);
            if (one.isClosed()) {
                em.close();
            } else {
                arguments[one.position()] = one.argument();
            }
            String thrown = described(Calls.outcome(target, one.method(), arguments));
            return transaction.isActive() && transaction.getRollbackOnly() ? thrown + MARKED : thrown;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    private @Nullable Object[] arguments(EntityManager em, Method method, User managed, Object target) {
        if (target instanceof EntityManager || target instanceof EntityManagerFactory) {
            return calls.arguments(em, method, managed);
        }
        return Arrays.stream(method.getParameterTypes())
                .map(type -> target instanceof Query query ? ofQuery(query, method, type) : ofGraph(type))
                .toArray();
    }

    @SuppressWarnings("JavaUtilDate") // The interface has it.
    private static @Nullable Object ofQuery(Query query, Method method, Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "name";
            case "int" -> 1;
            case "Integer" -> 1000;
            case "Object" -> "ada";
            case "Class" -> method.getName().equals("unwrap") ? Query.class : String.class;
            case "Calendar" -> Calendar.getInstance();
            case "Date" -> Calendar.getInstance().getTime();
            case "Parameter" -> query instanceof StoredProcedureQuery ? null : query.getParameter("name");
            case "FlushModeType" -> FlushModeType.COMMIT;
            default -> type.getEnumConstants()[0];
        };
    }

    private static @Nullable Object ofGraph(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "roles";
            case "String[]" -> new String[] {"roles"};
            case "Class" -> User.class;
            default -> null;
        };
    }

    // What may be different.

    private static String whenClosed(Case one) {
        return OF_CLOSED.contains(Calls.signature(one.method())) ? FINE : NOT_NOW + MARKED;
    }

    /** Says of a case, and of what the provider's own entity manager and the router do, whether they may be different. */
    @FunctionalInterface
    private interface Permission {
        boolean covers(Case one, String provider, String router);
    }

    /** All that may be different, by the reason. */
    private static final Map<String, Permission> DOCUMENTED = Map.of(
            "closed, providers answer some calls, fail otherwise or do not mark: the standard has no exception",
            (one, provider, router) -> one.isClosed() && router.equals(whenClosed(one)),
            "the standard's exception, where the provider fails by accident, takes null or does not mark",
            (one, provider, router) -> router.equals(one.isOfFactory() ? ILLEGAL : ILLEGAL + MARKED)
                    && (one.flaw().equals("null") || !provider.equals(FINE)),
            "runtime exceptions mark, whatever they are",
            (one, provider, router) -> router.equals(provider + MARKED),
            "BINDKEY-108: nothing tells the bind",
            (one, provider, router) ->
                    router.equals(ILLEGAL + MARKED) && WITHOUT_ENTITY.contains(Calls.signature(one.method())),
            "BINDKEY-101 and 107: nothing has that name or class, which EclipseLink sees later or never",
            (one, provider, router) -> router.equals(one.isOfFactory() ? ILLEGAL : ILLEGAL + MARKED)
                    && SEEN_LATER.contains(Calls.signature(one.method())),
            "BINDKEY-112: the type can be had of one bind only, which is no failure of a provider",
            (one, provider, router) -> router.startsWith(NOT_NOW)
                    && one.method().getName().equals("unwrap")
                    && one.flaw().equals("wrong"),
            "BINDKEY-137: without JTA there is nothing to synchronize with, and EclipseLink takes null",
            (one, provider, router) ->
                    router.equals(NOT_NOW) && Calls.signature(one.method()).startsWith(SYNCHRONIZED));

    private List<String> differences(List<Case> cases, Function<EntityManager, Object> receiver) {
        List<String> differences = new ArrayList<>();
        for (Case one : cases) {
            String expected = outcome(ofProvider(), one, receiver);
            compare(one, expected, outcome(ofRouters(), one, receiver), differences);
            if (!one.isClosed()) {
                app.inRequest(() -> compare(one, expected, outcome(app.router(), one, receiver), differences));
                app.inRequest(
                        () -> compare(one, expected, outcome(app.entityManager(AUTH), one, receiver), differences));
            }
        }
        return differences;
    }

    private static void compare(Case one, String expected, String router, List<String> differences) {
        boolean documented =
                DOCUMENTED.values().stream().anyMatch(permission -> permission.covers(one, expected, router));
        if (!router.equals(expected) && !documented) {
            differences.add(one + ": " + router + " rather than " + expected);
        }
    }

    private EntityManager ofProvider() {
        return app.get(EntityManagerFactory.class, Bound.Literal.of(AUTH)).createEntityManager();
    }

    private EntityManager ofRouters() {
        return app.get(EntityManagerFactory.class, Bound.Literal.ROUTER).createEntityManager();
    }

    private static Query typed(EntityManager em) {
        return em.createQuery("select u.name from User u where u.name = :name", String.class)
                .setParameter("name", "ada");
    }

    private static Query procedure(EntityManager em) {
        return em.createNamedStoredProcedureQuery("Role.names");
    }

    @Test
    void entityManagersWithABadArgument() {
        assertThat(differences(flawed(EntityManager.class), em -> em)).isEmpty();
    }

    @Test
    void queriesWithABadArgument() {
        assertThat(differences(flawed(TypedQuery.class, Query.class), LikeTheProviderTest::typed))
                .isEmpty();
        assertThat(differences(flawed(StoredProcedureQuery.class), LikeTheProviderTest::procedure))
                .isEmpty();
    }

    @Test
    void graphsWithABadArgument() {
        assertThat(differences(flawed(EntityGraph.class), em -> em.createEntityGraph(User.class)))
                .isEmpty();
    }

    @Test
    void factoriesWithABadArgument() {
        assertThat(differences(flawed(EntityManagerFactory.class), EntityManager::getEntityManagerFactory))
                .isEmpty();
    }

    /** In the middle of a transaction that goes on (Jakarta Persistence, section 3.1.1). */
    @Test
    void closedEntityManagers() {
        assertThat(closed(EntityManager.class)).allSatisfy(one -> assertThat(outcome(ofRouters(), one, em -> em))
                .as(one.toString())
                .isEqualTo(whenClosed(one)));
        assertThat(differences(closed(EntityManager.class), em -> em)).isEmpty();
    }

    @Test
    void queriesOfClosedEntityManagers() {
        Map<Function<EntityManager, Object>, List<Case>> queries = Map.of(
                LikeTheProviderTest::typed, closed(TypedQuery.class, Query.class),
                LikeTheProviderTest::procedure, closed(StoredProcedureQuery.class));
        queries.forEach(
                (query, cases) -> assertThat(cases).allSatisfy(one -> assertThat(outcome(ofRouters(), one, query))
                        .as(one.toString())
                        .isEqualTo(NOT_NOW + MARKED)));
    }

    @Test
    void closedFactories() {
        Map<Method, @Nullable Object[]> arguments = new LinkedHashMap<>();
        EntityManager em = ofProvider();
        methods(EntityManagerFactory.class).forEach(method -> arguments.put(method, calls.arguments(em, method, ada)));
        em.close();
        EntityManagerFactory ended;
        EntityManager left;
        EntityManager injected;
        EntityManager bound;
        try (Application other =
                Application.onH2().resourceLocal().withTablesOfTheProvider().start()) {
            ended = other.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
            left = ended.createEntityManager();
            injected = other.router();
            bound = other.entityManager(AUTH);
        }

        assertThat(ended.isOpen()).isFalse();
        arguments.forEach((method, given) -> assertThat(described(Calls.outcome(ended, method, given)))
                .as(Calls.signature(method))
                .isEqualTo(method.getName().equals("isOpen") ? FINE : NOT_NOW));
        for (EntityManager one : List.of(left, injected, bound)) {
            assertThat(one.isOpen()).isFalse();
            assertThatThrownBy(() -> one.find(User.class, 1L))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-141")
                    .hasMessageEndingWith("closed: the application has ended.");
        }
    }
}
