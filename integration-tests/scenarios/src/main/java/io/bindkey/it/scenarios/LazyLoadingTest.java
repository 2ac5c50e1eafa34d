// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.shelf.Volume;
import io.bindkey.it.scenarios.shelf.Writer;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceUnitUtil;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lazy: all of it where entities are woven in the build, else what the provider can do without. */
@Tag("later")
@Tag("any-provider")
class LazyLoadingTest {

    @Nested
    class EntitiesWovenInTheBuild {

        @Test
        void areLazyInAllAndLiveLikeOthers(@TempDir Path folder) throws Exception {
            Path woven = Weaving.weave(folder, "shelf/orm.xml", Volume.class, Writer.class);
            try (WarClassLoader war = WarClassLoader.withClasses(woven)) {
                Class<?> volume = war.loadClass(Volume.class.getName());
                assertThat(Stream.of(volume.getInterfaces()).map(Class::getSimpleName))
                        .contains(Weaving.isHibernate() ? "ManagedEntity" : "PersistenceWeaved");
                war.run(WovenLife.class);
            }
        }
    }

    @Nested
    class OtherEntities {

        @Test
        void areLazyAsFarAsTheProviderCan() {
            try (Application app = application().start()) {
                app.inTransaction(OtherEntities::fill);
                app.inRequest(() -> {
                    Volume volume = Objects.requireNonNull(app.router().find(Volume.class, 1L));
                    PersistenceUnitUtil util = app.get(PersistenceUnitUtil.class, Bound.Literal.ROUTER);

                    List<String> lazy = Stream.of("title", "text", "writer", "readers")
                            .filter(attribute -> !util.isLoaded(volume, attribute))
                            .toList();
                    assertThat(lazy)
                            .isEqualTo(Weaving.isHibernate() ? List.of("writer", "readers") : List.of("readers"));
                });
            }
        }

        @Test
        void canBeFetchedByAGraphButForEclipseLink() {
            try (Application app = application().start()) {
                app.inTransaction(OtherEntities::fill);
                app.inRequest(() -> {
                    EntityManager em = app.router();
                    EntityGraph<Volume> graph = em.createEntityGraph(Volume.class);
                    graph.addAttributeNodes("title", "readers");
                    PersistenceUnitUtil util = app.get(PersistenceUnitUtil.class, Bound.Literal.ROUTER);

                    Map<String, Object> load = Map.of("jakarta.persistence.loadgraph", graph);
                    assertThat(util.isLoaded(Objects.requireNonNull(em.find(Volume.class, 1L, load)), "readers"))
                            .isTrue();
                    em.clear();
                    Map<String, Object> fetch = Map.of("jakarta.persistence.fetchgraph", graph);
                    if (Weaving.isHibernate()) {
                        assertThat(util.isLoaded(Objects.requireNonNull(em.find(Volume.class, 1L, fetch)), "readers"))
                                .isTrue();
                    } else {
                        assertThatThrownBy(() -> em.find(Volume.class, 1L, fetch))
                                .hasStackTraceContaining("EclipseLink-6114");
                    }
                });
            }
        }

        @Test
        void cannotBeWovenLater() {
            Application.Builder builder = application().with("binds.auth.properties.\"eclipselink.weaving\"", "true");
            if (Weaving.isHibernate()) {
                builder.start().close();
            } else {
                assertThat(builder.refused().problems())
                        .singleElement()
                        .hasToString("BINDKEY-033: binds.auth.properties.\"eclipselink.weaving\" = true cannot be had: "
                                + "the entities are loaded before EclipseLink could weave them. "
                                + "Weave them in the build and set it to static, or remove it.");
            }
        }

        private static Application.Builder application() {
            return Application.onH2()
                    .resourceLocal()
                    .withTablesOfTheProvider()
                    .with("binds.default.mapping-files", "shelf/orm.xml")
                    // Else what was just written would be there already.
                    .with("binds-defaults.properties.\"eclipselink.cache.shared.default\"", "false");
        }

        private static void fill(EntityManager em) {
            Writer writer = Writer.of(1, "Ada");
            em.persist(writer);
            em.persist(Volume.of(1, "Notes", writer));
        }
    }
}
