// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.NeedsTransaction;
import io.bindkey.criteria.ExecutableCriteria;
import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Query;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container-managed entity manager of one bind: each call goes to the current persistence context.
 *
 * <p>A proxy rather than a class, so that it has every method of the running provider's {@code EntityManager}.
 */
final class BoundEntityManager implements InvocationHandler {

    /** What an entity manager answers for the instances that it manages, and its kin among Hibernate's own methods. */
    private static final Set<String> OF_MANAGED = Set.of(
            "contains",
            "detach",
            "evict",
            "getIdentifier",
            "getEntityName",
            "isReadOnly",
            "setReadOnly",
            "getCurrentLockMode");

    /** What it answers after the end of the application, too (Jakarta Persistence, section 3.1.1). */
    private static final Set<String> OF_CLOSED =
            Set.of("isOpen", "getProperties", "getTransaction", "writeReplace", "toString", "equals", "hashCode");

    private final Unit unit;
    private final ContainerManagedContexts contexts;
    private final Class<? extends EntityManager> type;

    /** @param type that is injected: {@code EntityManager}, or a kind of it that the provider's have, too */
    BoundEntityManager(Unit unit, ContainerManagedContexts contexts, Class<? extends EntityManager> type) {
        this.unit = unit;
        this.contexts = contexts;
        this.type = type;
    }

    static EntityManager of(Unit unit, ContainerManagedContexts contexts) {
        return (EntityManager) Proxy.newProxyInstance(
                BoundEntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class, SerializedInjection.Replaced.class},
                new BoundEntityManager(unit, contexts, EntityManager.class));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (!OF_CLOSED.contains(method.getName())) {
            unit.requireOpen();
        }
        return switch (method.getName()) {
            case "close" -> throw contexts.refused(unit, Failures.closeOfContainerManaged("entity manager"));
            case "isOpen" -> !unit.isClosed();
            case "getTransaction" -> transaction();
            case "isJoinedToTransaction" -> contexts.transactionActive(unit);
            case "getEntityManagerFactory" -> unit.applicationFactory();
            case "getMetamodel" -> unit.factory().getMetamodel();
            case "getCriteriaBuilder" -> unit.factory().getCriteriaBuilder();
            case "unwrap" -> unwrap(proxy, (Class<?>) first(arguments));
            case "writeReplace" -> new SerializedInjection(type, Bound.Literal.of(unit.key()));
            case "createQuery" -> createQuery(method, arguments);
            case "clear" -> {
                contexts.clear(unit);
                yield null;
            }
            case "toString" -> type.getSimpleName() + " of bind '" + unit.key() + "'";
            case "equals" -> proxy == first(arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> call(target(method.getName(), first(arguments)), method, arguments);
        };
    }

    private EntityManager target(String method, @Nullable Object first) {
        if (NeedsTransaction.ofEntityManager(method)) {
            // It has joined the transaction that there is.
            return contexts.requiringTransaction(unit, method);
        }
        // The text would be the name of an entity.
        if (OF_MANAGED.contains(method) && first != null && !(first instanceof String)) {
            EntityManager managing = contexts.managing(unit, first);
            return managing != null ? managing : contexts.current(unit);
        }
        return contexts.current(unit);
    }

    /** The criteria queries of the router are known to the router alone. */
    private @Nullable Object createQuery(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        EntityManager target = contexts.current(unit);
        Object criteria = first(arguments);
        if (criteria == null || !ExecutableCriteria.isRouters(criteria)) {
            return call(target, method, arguments);
        }
        ExecutableCriteria<?> executable = executable(criteria);
        return executable.query(
                (Query) Objects.requireNonNull(call(target, method, new Object[] {executable.criteria()})));
    }

    private ExecutableCriteria<?> executable(Object criteria) {
        try {
            return ExecutableCriteria.on(unit, criteria);
        } catch (RuntimeException refusal) {
            throw contexts.refused(unit, refusal);
        }
    }

    private EntityTransaction transaction() {
        if (unit.transaction().usesTransactionManager()) {
            throw contexts.refused(unit, Failures.transactionUnderJta());
        }
        return contexts.localTransaction();
    }

    private Object unwrap(Object proxy, @Nullable Class<?> type) {
        if (type == null) {
            throw contexts.refused(unit, Failures.nullArgument("The type to unwrap"));
        }
        return type.isInstance(proxy) ? proxy : contexts.current(unit).unwrap(type);
    }

    private static @Nullable Object first(@Nullable Object @Nullable [] arguments) {
        return arguments == null ? null : arguments[0];
    }

    static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
