// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.NeedsTransaction;
import io.bindkey.criteria.ExecutableCriteria;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The container-managed session of Hibernate's of one bind: what the standard has of it as well is as with the bind's entity
 * manager. Touched only where Hibernate is.
 *
 * <p>A proxy rather than a class, so that it has every method of the running version.
 */
final class HibernateSession implements InvocationHandler {

    /** What a session answers for the instances that it manages, and its kin among Hibernate's own methods. */
    private static final Set<String> OF_MANAGED = Set.of(
            "contains",
            "detach",
            "evict",
            "getIdentifier",
            "getEntityName",
            "isReadOnly",
            "setReadOnly",
            "getCurrentLockMode");

    private final Unit unit;
    private final ContainerManagedContexts contexts;
    private final BoundEntityManager entityManager;

    HibernateSession(Unit unit, ContainerManagedContexts contexts) {
        this.unit = unit;
        this.contexts = contexts;
        this.entityManager = new BoundEntityManager(unit, contexts);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                entityManager.close();
                yield null;
            }
            case "clear" -> {
                entityManager.clear();
                yield null;
            }
            case "isOpen" -> entityManager.isOpen();
            case "isJoinedToTransaction" -> entityManager.isJoinedToTransaction();
            case "getEntityManagerFactory" -> entityManager.getEntityManagerFactory();
            case "getMetamodel" -> entityManager.getMetamodel();
            case "getCriteriaBuilder" -> entityManager.getCriteriaBuilder();
            case "getProperties" -> entityManager.getProperties();
            case "unwrap" -> unwrap(proxy, (Class<?>) first(arguments));
            case "createQuery" -> createQuery(method, arguments);
            case "writeReplace" -> new SerializedInjection(Session.class, Bound.Literal.of(unit.key()));
            case "toString" -> "Session of bind '" + unit.key() + "'";
            case "equals" -> proxy == first(arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> {
                unit.requireOpen();
                yield call(target(method.getName(), first(arguments)), method, arguments);
            }
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
        unit.requireOpen();
        EntityManager target = contexts.current(unit);
        Object criteria = first(arguments);
        if (criteria == null || !ExecutableCriteria.isRouters(criteria)) {
            return call(target, method, arguments);
        }
        ExecutableCriteria<?> executable = entityManager.executable(criteria);
        return executable.query(
                (Query) Objects.requireNonNull(call(target, method, new Object[] {executable.criteria()})));
    }

    private Object unwrap(Object proxy, @Nullable Class<?> type) {
        unit.requireOpen();
        return type != null && type.isInstance(proxy) ? proxy : entityManager.unwrap(type);
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
