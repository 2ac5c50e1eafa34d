// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.ProviderUtil;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider that does nothing but remember which bind was asked for what, and with which arguments. */
public final class RecordingProvider implements PersistenceProvider {

    /** A property of each factory: its calls, as a list of {@link Call}. */
    static final String CALLS = "calls";

    /** Thrown by the method of the name that this property of the bind has. */
    static final String FAILS = "fails";

    /**
     * One call.
     *
     * @param on what: the interface
     * @param method its name
     * @param arguments in their order
     * @param result that it gave
     */
    record Call(
            String on,
            String method,
            List<@Nullable Object> arguments,
            @Nullable Object result) {

        @Override
        public String toString() {
            return on + "." + method;
        }
    }

    /** As EclipseLink's queries, these tell who has created them. */
    public interface Query extends TypedQuery<Object> {
        EntityManager getEntityManager();
    }

    @Override
    public EntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo info, Map<?, ?> map) {
        return new Recorder(map).proxy(EntityManagerFactory.class, null);
    }

    @Override
    public EntityManagerFactory createEntityManagerFactory(String name, Map<?, ?> map) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EntityManagerFactory createEntityManagerFactory(PersistenceConfiguration configuration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void generateSchema(PersistenceUnitInfo info, Map<?, ?> map) {}

    @Override
    public boolean generateSchema(String name, Map<?, ?> map) {
        return false;
    }

    @Override
    public @Nullable ProviderUtil getProviderUtil() {
        return null;
    }

    /** All that one factory gives away. */
    private static final class Recorder {

        private static final Object DONE = new Object();

        private final List<Call> calls = new ArrayList<>();
        private final Map<String, Object> properties = new HashMap<>();
        private final Map<Class<?>, Object> views = new HashMap<>();
        private final Map<Object, Object> transactions = new HashMap<>();
        private final Object failing;

        Recorder(Map<?, ?> map) {
            map.forEach((name, value) -> properties.put(String.valueOf(name), value));
            properties.put(CALLS, calls);
            failing = properties.getOrDefault(FAILS, "");
        }

        <T> T proxy(Class<T> type, @Nullable Object creator) {
            boolean[] state = {false};
            InvocationHandler handler = (proxy, method, arguments) -> {
                Object known = known(proxy, type, method, arguments, creator, state);
                if (known != null) {
                    return known == DONE ? null : known;
                }
                if (failing.equals(method.getName())) {
                    throw (Exception) method.getExceptionTypes()[0].getDeclaredConstructors()[0].newInstance(
                            "as wished", new Exception[0]);
                }
                Object result = result(proxy, method);
                List<@Nullable Object> given = arguments == null ? List.of() : Arrays.asList(arguments);
                calls.add(new Call(type.getSimpleName(), method.getName(), given, result));
                return result;
            };
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }

        private @Nullable Object known(
                Object proxy,
                Class<?> type,
                Method method,
                Object @Nullable [] arguments,
                @Nullable Object creator,
                boolean[] state) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> type.getSimpleName() + " of " + properties.get("name");
                case "getProperties" -> properties;
                case "isOpen" -> true;
                case "getRollbackOnly" -> false;
                case "getEntityManager" -> creator;
                case "isActive" -> state[0];
                case "begin", "commit", "rollback" -> {
                    state[0] = method.getName().equals("begin");
                    yield DONE;
                }
                case "getTransaction" -> transactions.computeIfAbsent(proxy, em -> proxy(method.getReturnType(), null));
                case "getMetamodel", "getCache", "getPersistenceUnitUtil", "getSchemaManager" ->
                    views.computeIfAbsent(method.getReturnType(), view -> proxy(view, null));
                default -> null;
            };
        }

        private @Nullable Object result(Object proxy, Method method) {
            Class<?> type = method.getReturnType();
            if (type == boolean.class) {
                return true;
            }
            if (TypedQuery.class.isAssignableFrom(type) || type == jakarta.persistence.Query.class) {
                return proxy(Query.class, proxy);
            }
            if (type == Class.class) {
                return String.class;
            }
            if (type == Map.class) {
                Class<?> named =
                        method.getName().equals("getNamedQueries") ? TypedQueryReference.class : EntityGraph.class;
                return Map.of("named", proxy(named, proxy));
            }
            if (type == List.class) {
                return List.of("one");
            }
            if (type == Object.class || type.isEnum()) {
                return type.isEnum() ? type.getEnumConstants()[0] : new Object();
            }
            return type.isInterface() ? proxy(type, proxy) : null;
        }
    }
}
