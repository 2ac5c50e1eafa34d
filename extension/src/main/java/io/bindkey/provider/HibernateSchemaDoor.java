// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.SchemaReport.Action;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.internal.SchemaManagementToolInitiator;
import org.hibernate.tool.schema.spi.DelayedDropAction;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The service through which Hibernate does all of its schema operations, whoever asks for them: schema managers of any factory
 * or session, its own settings, those of the standard. What works on the database goes the way of {@link SchemaRequests}.
 *
 * <p>A proxy, because the methods of the service have types that 6.6 and 7 have in different packages.
 */
final class HibernateSchemaDoor implements InvocationHandler {

    private static final Logger LOG = System.getLogger("io.bindkey.schema");

    private final SchemaRequests schema;
    private @Nullable SchemaManagementTool target;

    private HibernateSchemaDoor(SchemaRequests schema) {
        this.schema = schema;
    }

    /** {@return the value of the setting} */
    static Object of(SchemaRequests schema) {
        return Proxy.newProxyInstance(
                HibernateSchemaDoor.class.getClassLoader(),
                new Class<?>[] {SchemaManagementTool.class, ServiceRegistryAwareService.class},
                new HibernateSchemaDoor(schema));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        if (method.getName().equals("injectServices")) {
            target = hibernatesOwn((ServiceRegistryImplementor) Objects.requireNonNull(last(arguments)));
            return null;
        }
        Object result = call(Objects.requireNonNull(target), method, arguments);
        Class<?> type = method.getReturnType();
        return result != null && type.getSimpleName().startsWith("Schema") ? proxy(type, new Worker(result)) : result;
    }

    /** That of the database's dialect, where it has one. Only the initiator, which is internal, makes that choice. */
    private static SchemaManagementTool hibernatesOwn(ServiceRegistryImplementor registry) {
        Map<String, Object> settings = new HashMap<>();
        SchemaManagementTool tool = SchemaManagementToolInitiator.INSTANCE.initiateService(settings, registry);
        if (tool instanceof ServiceRegistryAwareService aware) {
            aware.injectServices(registry);
        }
        return tool;
    }

    /** Around Hibernate's own creator, dropper, truncator or validator. */
    private final class Worker implements InvocationHandler {

        private final Object worker;

        Worker(Object worker) {
            this.worker = worker;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(proxy, method, arguments);
            }
            boolean onDatabase = last(arguments) instanceof TargetDescriptor target
                    && target.getTargetTypes().contains(TargetType.DATABASE);
            switch (method.getName()) {
                case "doCreation" -> {
                    if (onDatabase && schema.isOpen()) {
                        change(Action.CREATE, options(arguments));
                        return null;
                    }
                }
                case "doDrop", "doTruncate" -> {
                    if (onDatabase && schema.isOpen()) {
                        change(method.getName().equals("doDrop") ? Action.DROP : Action.TRUNCATE, options(arguments));
                        return null;
                    }
                    if (onDatabase) {
                        schema.requireLeaveToRemove(options(arguments).getConfigurationValues());
                        requireRemovable(arguments);
                    }
                }
                case "doValidation" -> {
                    if (schema.isOpen()) {
                        compare(options(arguments));
                        return null;
                    }
                }
                case "buildDelayedAction" -> {
                    DelayedDropAction drop =
                            (DelayedDropAction) Objects.requireNonNull(call(worker, method, arguments));
                    return (DelayedDropAction) registry -> dropAtEnd(drop, registry, arguments);
                }
                default -> {
                    // What fills and extends tables removes nothing.
                }
            }
            return call(worker, method, arguments);
        }
    }

    private void change(Action action, ExecutionOptions options) {
        schema.change(action, options.getConfigurationValues(), options.shouldManageNamespaces());
    }

    private void compare(ExecutionOptions options) {
        List<String> differences = schema.differences(options.getConfigurationValues());
        if (!differences.isEmpty()) {
            throw new SchemaManagementException(String.join("; ", differences));
        }
    }

    /** A script is the application's own, and removes what it says. */
    private void requireRemovable(@Nullable Object @Nullable [] arguments) throws SQLException {
        boolean byScript = Arrays.stream(Objects.requireNonNull(arguments))
                .anyMatch(argument ->
                        argument instanceof SourceDescriptor source && source.getSourceType() == SourceType.SCRIPT);
        if (!byScript) {
            schema.requireRemovable(Optional.of(Objects.requireNonNull(arguments[0])));
        }
    }

    /** The application ends: nobody is there to be told but the log. */
    private void dropAtEnd(DelayedDropAction drop, ServiceRegistry registry, @Nullable Object @Nullable [] arguments) {
        try {
            requireRemovable(arguments);
            drop.perform(registry);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, () -> "The tables of bind '" + schema.key() + "' stay: " + e.getMessage());
        }
    }

    private static ExecutionOptions options(@Nullable Object @Nullable [] arguments) {
        return (ExecutionOptions) Objects.requireNonNull(Objects.requireNonNull(arguments)[1]);
    }

    private static @Nullable Object last(@Nullable Object @Nullable [] arguments) {
        return arguments == null || arguments.length == 0 ? null : arguments[arguments.length - 1];
    }

    private static @Nullable Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == last(arguments);
            case "hashCode" -> System.identityHashCode(proxy);
            default -> HibernateSchemaDoor.class.getSimpleName();
        };
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(HibernateSchemaDoor.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
