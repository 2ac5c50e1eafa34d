// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static java.util.Objects.requireNonNull;

import io.bindkey.BindKey;
import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.Entities.WithId;
import io.bindkey.deployment.RecordingProvider.Call;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.NamedEntityGraph;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Subgraph;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Applications with three binds on a provider that only remembers what it is asked. */
abstract class RoutedCalls {

    @Entity(name = "Named")
    @BindKey("auth")
    @NamedNativeQuery(name = "Named.query", query = "select 1")
    @NamedEntityGraph(name = "Named.graph")
    @SqlResultSetMapping(name = "Named.mapping", columns = @ColumnResult(name = "one"))
    @NamedStoredProcedureQuery(name = "Named.procedure", procedureName = "named")
    static class Named extends WithId {}

    Application app;
    EntityManager router;
    EntityManagerFactory factory;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    /** Again, with more properties. */
    void restart(Map<String, String> more) {
        stop();
        start(more);
    }

    private void start(Map<String, String> more) {
        Application.Builder builder = Application.of(Invoice.class, User.class, Setting.class, Named.class)
                .with("binds-defaults.provider", RecordingProvider.class.getName());
        for (String key : List.of("default", "auth", "meta")) {
            builder.withH2(key).with("binds." + key + ".properties.name", key);
        }
        more.forEach(builder::with);
        app = builder.start();
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
        factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private EntityManagerFactory recorded(String key) {
        return app.get(EntityManagerFactory.class, Bound.Literal.of(key));
    }

    @SuppressWarnings("unchecked") // The provider has put it there.
    List<Call> calls(String key) {
        return (List<Call>) requireNonNull(recorded(key).getProperties().get(RecordingProvider.CALLS));
    }

    /** {@return the calls of a bind but for the opening of entity managers} */
    List<String> words(String key) {
        return calls(key).stream()
                .map(Call::toString)
                .filter(call -> !call.equals("EntityManagerFactory.createEntityManager"))
                .toList();
    }

    void forget() {
        List.of("default", "auth", "meta").forEach(key -> calls(key).clear());
    }

    /** As EclipseLink's, it tells its class by the standard's other interface. */
    interface TellingGraph extends EntityGraph<User>, Subgraph<User> {}

    static Object graph() {
        return proxy(TellingGraph.class, "getClassType", User.class);
    }

    /** One that tells no more than the standard asks for. */
    static EntityGraph<?> graph(String name) {
        return proxy(EntityGraph.class, "getName", name.isEmpty() ? null : name);
    }

    static <T> T proxy(Class<T> type, String answered, @Nullable Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    default -> method.getName().equals(answered) ? answer : null;
                }));
    }
}
