// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls of every method that the running version of the standard has, with arguments that suit. */
final class Calls {

    private final Application app;

    Calls(Application app) {
        this.app = app;
    }

    static Stream<Method> methods(Class<?>... types) {
        return Arrays.stream(types)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(m -> !m.isBridge());
    }

    static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString()
                        .replace(", ", ",")
                        .replaceFirst("^\\[", "(")
                        .replaceFirst("]$", ")");
    }

    static @Nullable Throwable outcome(Object target, Method method, @Nullable Object[] arguments) {
        try {
            method.invoke(target, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return suitable arguments} */
    @Nullable
    Object[] arguments(EntityManager em, Method method, User managed) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(em, method, managed, i);
        }
        return arguments;
    }

    private @Nullable Object argument(EntityManager em, Method method, User managed, int position) {
        Class<?> type = method.getParameterTypes()[position];
        if (type == String.class) {
            return text(method, position);
        }
        if (type == Object.class) {
            boolean key = position > 0 && !method.getName().equals("setProperty");
            boolean fresh = method.getName().equals("persist");
            return key ? managed.id : fresh ? User.named("bob") : managed;
        }
        if (type == Class.class) {
            return switch (method.getName()) {
                case "unwrap" -> method.getDeclaringClass();
                // EclipseLink fails for an entity without graphs.
                case "getEntityGraphs", "getNamedEntityGraphs" -> Order.class;
                default -> User.class;
            };
        }
        if (type.isArray()) {
            return type == String[].class
                    ? new String[] {"RoleUse"}
                    : type == Class[].class ? new Class<?>[] {User.class} : options(type.getComponentType());
        }
        return switch (type.getSimpleName()) {
            case "Map" -> Map.of();
            case "Consumer" -> (Consumer<EntityManager>) other -> other.find(User.class, managed.id);
            case "Function" -> (Function<EntityManager, User>) other -> other.find(User.class, managed.id);
            case "Query" -> em.createQuery("select u from User u");
            case "EntityGraph" -> em.createEntityGraph(User.class);
            case "LockModeType" -> LockModeType.OPTIMISTIC;
            case "CriteriaQuery", "CriteriaSelect" -> query();
            case "CriteriaUpdate" -> update();
            case "CriteriaDelete" -> delete();
            case "TypedQueryReference" -> reference(type);
            default -> type.isEnum() ? type.getEnumConstants()[0] : functional(type);
        };
    }

    /** A timeout, which serves every kind of options. EclipseLink fails where there are none. */
    private static Object options(Class<?> type) {
        try {
            Object options = Array.newInstance(type, 1);
            Class<?> timeout = Class.forName("jakarta.persistence.Timeout");
            Array.set(options, 0, timeout.getMethod("seconds", int.class).invoke(null, 1));
            return options;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Method method, int position) {
        boolean nativeSql = method.getName().equals("createNativeQuery");
        if (position == 1) {
            return "RoleUse";
        }
        return switch (method.getName()) {
            case "createQuery" -> "select u from User u";
            case "createNamedQuery" -> "User.withRole";
            case "createEntityGraph", "getEntityGraph" -> "Order.withItems";
            case "createNamedStoredProcedureQuery" -> "Role.names";
            default -> nativeSql ? "select * from users" : "something";
        };
    }

    private CriteriaBuilder builder() {
        return app.get(CriteriaBuilder.class, Bound.Literal.of(AUTH));
    }

    private CriteriaQuery<User> query() {
        CriteriaQuery<User> query = builder().createQuery(User.class);
        query.from(User.class);
        return query;
    }

    private CriteriaUpdate<Role> update() {
        CriteriaUpdate<Role> update = builder().createCriteriaUpdate(Role.class);
        update.from(Role.class);
        return update.set("name", "reader");
    }

    private CriteriaDelete<Role> delete() {
        CriteriaDelete<Role> delete = builder().createCriteriaDelete(Role.class);
        delete.from(Role.class);
        return delete;
    }

    private static Object reference(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getName" -> "User.withRole";
                    case "getResultType" -> User.class;
                    default -> Map.of();
                });
    }

    private static Object functional(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }
}
