// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.SchemaOpsException;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.RecordingProvider.Call;
import jakarta.persistence.Cache;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.Query;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.SchemaValidationException;
import jakarta.persistence.metamodel.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the router's factory asks of which bind: of one that owns the matter, or of all. */
class RoutedFactoryTest extends RoutedCalls {

    @Nested
    class ThePersistenceUnitUtil {

        private final User ada = new User();

        @ParameterizedTest
        @MethodSource("io.bindkey.deployment.RoutedFactoryTest#utilities")
        void asksTheBindOfTheInstance(String method, BiFunction<PersistenceUnitUtil, Object, Object> use) {
            Object result = use.apply(factory.getPersistenceUnitUtil(), ada);

            Call call = calls("auth").get(0);
            assertThat(call).hasToString("PersistenceUnitUtil." + method);
            assertThat(call.arguments()).startsWith(ada);
            assertThat(result).isEqualTo(method.equals("load") ? "loaded" : call.result());
            assertThat(calls("default")).isEmpty();
        }

        @Test
        void refusesWhatNoBindOrSeveralManage() {
            PersistenceUnitUtil util = factory.getPersistenceUnitUtil();
            assertThatThrownBy(() -> util.isLoaded("text")).hasMessageStartingWith("BINDKEY-117");
            assertThatThrownBy(() -> util.isLoaded(null)).hasMessage("BINDKEY-115: The entity must not be null.");
        }
    }

    static Stream<Arguments> utilities() {
        Map<String, List<BiFunction<PersistenceUnitUtil, Object, Object>>> uses = new LinkedHashMap<>();
        Attribute<Object, Object> attribute = uncheckedAttribute();
        uses.put(
                "isLoaded",
                List.of(
                        PersistenceUnitUtil::isLoaded,
                        (util, entity) -> util.isLoaded(entity, "name"),
                        (util, entity) -> util.isLoaded(entity, attribute)));
        uses.put(
                "load",
                List.of(
                        (util, entity) -> done(() -> util.load(entity)),
                        (util, entity) -> done(() -> util.load(entity, "name")),
                        (util, entity) -> done(() -> util.load(entity, attribute))));
        uses.put("isInstance", List.of((util, entity) -> util.isInstance(entity, User.class)));
        uses.put("getClass", List.of(PersistenceUnitUtil::getClass));
        uses.put("getIdentifier", List.of(PersistenceUnitUtil::getIdentifier));
        uses.put("getVersion", List.of(PersistenceUnitUtil::getVersion));
        List<Arguments> all = new ArrayList<>();
        uses.forEach((method, each) -> each.forEach(use -> all.add(Arguments.of(method, use))));
        return all.stream();
    }

    private static Object done(Runnable work) {
        work.run();
        return "loaded";
    }

    @SuppressWarnings("unchecked") // Nobody looks into it.
    private static Attribute<Object, Object> uncheckedAttribute() {
        return proxy(Attribute.class, "getName", "name");
    }

    @Nested
    class TheCache {

        @Test
        void isThatOfTheClass() {
            Cache cache = factory.getCache();
            assertThat(cache.contains(User.class, 1L)).isTrue();
            cache.evict(User.class, 1L);
            cache.evict(User.class);

            assertThat(words("auth")).containsExactly("Cache.contains", "Cache.evict", "Cache.evict");
            assertThat(calls("auth"))
                    .extracting(Call::arguments)
                    .contains(List.of(User.class, 1L), List.of(User.class));
            assertThat(calls("default")).isEmpty();
        }

        @Test
        void ofAllBindsIsEmptiedButOfThoseThatAreNotOpen() {
            restart(Map.of("binds.meta.start", "lazy"));

            factory.getCache().evictAll();

            assertThat(words("default")).containsExactly("Cache.evictAll");
            assertThat(words("auth")).containsExactly("Cache.evictAll");
            assertThat(words("meta")).isEmpty();
        }
    }

    @Nested
    class TheSchemaManager {

        /** What SchemaOps cannot do with a provider, is not left to the provider: it would pass by the guards. */
        @Test
        void doesWhatSchemaOpsCan() throws Exception {
            SchemaManager schemas = factory.getSchemaManager();
            for (Runnable change :
                    List.<Runnable>of(() -> schemas.create(true), schemas::truncate, () -> schemas.drop(true))) {
                assertThatThrownBy(change::run)
                        .isInstanceOf(SchemaOpsException.class)
                        .hasMessageContainingAll(
                                "BINDKEY-160", "bind 'default': BINDKEY-164", "bind 'meta': BINDKEY-164");
            }
            schemas.validate();

            for (String key : List.of("default", "auth", "meta")) {
                assertThat(words(key)).containsExactly("SchemaManager.validate");
            }
        }

        @Test
        void looksAtAllBindsBeforeItThrows() {
            restart(Map.of("binds.default.properties.fails", "validate"));

            assertThatThrownBy(() -> factory.getSchemaManager().validate())
                    .isInstanceOf(SchemaValidationException.class)
                    .hasMessage("bind 'default': as wished");
            assertThat(words("meta")).containsExactly("SchemaManager.validate");
        }

        @Test
        void isGuarded() {
            restart(Map.of("binds.meta.schema.allow-drop", "false", "binds.auth.read-only", "true"));
            SchemaManager schemas = factory.getSchemaManager();

            assertThatThrownBy(() -> schemas.create(false)).isInstanceOf(SchemaOpsException.class);
            assertThatThrownBy(() -> schemas.drop(false)).isInstanceOf(SchemaOpsException.class);
            assertThatThrownBy(schemas::truncate).isInstanceOf(SchemaOpsException.class);
            assertThat(words("default")).isEmpty();
        }
    }

    @Nested
    class TheFactory {

        @Test
        void addsAQueryToTheBindThatHasCreatedIt() {
            List<Query> created = new ArrayList<>();
            app.inRequest(() -> created.add(router.createQuery("select s from Setting s")));
            forget();

            factory.addNamedQuery("added", created.get(0));

            assertThat(words("meta")).containsExactly("EntityManagerFactory.addNamedQuery");
            assertThat(calls("meta").get(0).arguments()).containsExactly("added", created.get(0));
            app.inRequest(() -> router.createNamedQuery("added"));
            assertThat(words("meta")).contains("EntityManager.createNamedQuery");
            assertThat(calls("default")).isEmpty();
        }

        @Test
        void refusesAQueryThatDoesNotTellItsBind() {
            assertThatThrownBy(() -> factory.addNamedQuery("added", proxy(Query.class, "", "")))
                    .hasMessage("BINDKEY-138: The query to be named 'added' does not tell its bind. Name it with the "
                            + "@Bound(\"key\") EntityManagerFactory of one.");
        }

        @Test
        void addsAGraphToTheBindOfItsClass() {
            TellingGraph graph = proxy(TellingGraph.class, "getClassType", Setting.class);

            factory.addNamedEntityGraph("added", graph);

            assertThat(words("meta")).containsExactly("EntityManagerFactory.addNamedEntityGraph");
            assertThat(calls("meta").get(0).arguments()).containsExactly("added", graph);
            app.inRequest(() -> {
                router.getEntityGraph("added");
                assertThat(router.createEntityGraph("added")).isNotNull();
                assertThat(router.createEntityGraph("nothing")).isNull();
            });
            assertThat(words("meta")).contains("EntityManager.getEntityGraph", "EntityManager.createEntityGraph");
        }

        @Test
        void findsTheBindOfAGraphByItsName() {
            EntityGraph<?> named = graph("Named.graph");
            app.inRequest(() -> {
                router.find(named, 1L);
                assertThatThrownBy(() -> router.find(graph(""), 1L)).hasMessageStartingWith("BINDKEY-114");
                assertThatThrownBy(() -> router.find((EntityGraph<?>) null, 1L)).hasMessageStartingWith("BINDKEY-115");
            });
            assertThat(words("auth")).containsExactly("EntityManager.find", "EntityManager.close");
        }

        @Test
        void bringsTogetherWhatIsNamed() {
            Map<String, ?> named = factory.getNamedQueries(Object.class);
            assertThat(named).containsOnlyKeys("named");
            for (String key : List.of("default", "auth", "meta")) {
                assertThat(calls(key).get(0).arguments()).containsExactly(Object.class);
            }
            // The first in key order has the name.
            assertThat(named.get("named")).hasToString("TypedQueryReference of default");
            forget();

            assertThat(factory.getNamedEntityGraphs(User.class)).containsKey("named");
            assertThat(words("auth")).containsExactly("EntityManagerFactory.getNamedEntityGraphs");
            assertThat(calls("default")).isEmpty();
        }

        @Test
        void showsThePropertiesThatAllBindsShare() {
            restart(Map.of("binds-defaults.properties.colour", "blue"));

            assertThat(factory.getProperties()).containsEntry("colour", "blue").doesNotContainKey("name");
        }

        @Test
        void unwrapsByTheRulesOfTheRouter() {
            assertThat(factory.unwrap(EntityManagerFactory.class)).isSameAs(factory);
            assertThat(factory.getCache().unwrap(Cache.class)).isSameAs(factory.getCache());
            assertThatThrownBy(() -> factory.unwrap(Runnable.class)).hasMessageStartingWith("BINDKEY-112");
            assertThatThrownBy(() -> factory.getCache().unwrap(Runnable.class))
                    .hasMessageContaining("Inject @Bound(\"default\") Cache and unwrap that.");
        }

        @Test
        void runsWorkInATransactionOfItsOwn() {
            List<EntityManager> used = new ArrayList<>();
            Consumer<EntityManager> work = em -> {
                used.add(em);
                assertThat(em.getTransaction().isActive()).isTrue();
                em.find(User.class, 1L);
            };
            factory.runInTransaction(work);
            assertThat(words("auth"))
                    .containsExactly("EntityManager.find", "EntityManager.flush", "EntityManager.close");

            Function<EntityManager, String> failing = em -> {
                used.add(em);
                em.find(User.class, 1L);
                throw new IllegalStateException("no");
            };
            forget();
            assertThatThrownBy(() -> factory.callInTransaction(failing)).hasMessage("no");
            assertThat(words("auth")).containsExactly("EntityManager.find", "EntityManager.close");

            forget();
            Function<EntityManager, String> closing = em -> {
                em.find(User.class, 1L);
                em.close();
                return "done";
            };
            assertThat(factory.callInTransaction(closing)).isEqualTo("done");
            assertThat(words("auth"))
                    .containsExactly("EntityManager.find", "EntityManager.flush", "EntityManager.close");

            Consumer<EntityManager> ending = em -> em.getTransaction().rollback();
            assertThatThrownBy(() -> factory.runInTransaction(ending)).hasMessageStartingWith("BINDKEY-128");
            assertThat(used).noneMatch(EntityManager::isOpen);
        }
    }
}
