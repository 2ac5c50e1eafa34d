// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.shelf.Volume;
import io.bindkey.it.scenarios.shelf.Writer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceUnitUtil;
import java.util.List;
import java.util.Objects;

/** The life of entities that were woven in a build, by way of the router; to be run where they are. */
public final class WovenLife implements Runnable {

    private static final long ID = 1;

    @Override
    public void run() {
        try (Application app = Application.onH2()
                .resourceLocal()
                .withTablesOfTheProvider()
                .with("binds.default.mapping-files", "shelf/orm.xml")
                .with("binds-defaults.properties.\"eclipselink.weaving\"", "static")
                // Else what was just written would be there already.
                .with("binds-defaults.properties.\"eclipselink.cache.shared.default\"", "false")
                .start()) {
            app.inTransaction(em -> {
                Writer writer = Writer.of(ID, "Ada");
                em.persist(writer);
                em.persist(Volume.of(ID, "Notes", writer));
            });
            app.inRequest(() -> loadsLazily(app.router(), util(app)));
            app.inTransaction(em -> loadsLazily(em, util(app)));
            app.inRequest(() -> givesReferences(app.router(), util(app)));
            app.inTransaction(em -> givesReferences(em, util(app)));
            writesWhatHasChanged(app);
            detachesAndMerges(app);
            app.inTransaction(em -> em.remove(find(em)));
            assertThat(app.rows(DEFAULT, "select id from volume")).isEmpty();
        }
    }

    private static PersistenceUnitUtil util(Application app) {
        return app.get(PersistenceUnitUtil.class, Bound.Literal.ROUTER);
    }

    private static Volume find(EntityManager em) {
        return Objects.requireNonNull(em.find(Volume.class, ID));
    }

    private static void loadsLazily(EntityManager em, PersistenceUnitUtil util) {
        em.clear();
        Volume volume = find(em);
        assertThat(em.contains(volume)).isTrue();
        assertThat(util.getIdentifier(volume)).isEqualTo(ID);
        assertThat(util.isLoaded(volume, "title")).isTrue();
        for (String lazy : new String[] {"text", "writer", "readers"}) {
            assertThat(util.isLoaded(volume, lazy)).as(lazy).isFalse();
        }
        assertThat(volume.text()).isEqualTo("text of Notes");
        assertThat(util.isLoaded(volume, "text")).isTrue();
        assertThat(Objects.requireNonNull(volume.writer()).name()).isEqualTo("Ada");
        assertThat(util.isLoaded(volume, "writer")).isTrue();
        assertThat(volume.readers()).containsExactly(volume.writer());
        assertThat(em.contains(volume.writer())).isTrue();
        assertThat(util.getIdentifier(volume.writer())).isEqualTo(ID);
    }

    private static void givesReferences(EntityManager em, PersistenceUnitUtil util) {
        em.clear();
        Writer reference = em.getReference(Writer.class, ID);
        assertThat(em.contains(reference)).isTrue();
        assertThat(util.getIdentifier(reference)).isEqualTo(ID);
        assertThat(reference.name()).isEqualTo("Ada");
        assertThat(util.isLoaded(reference)).isTrue();
        em.detach(reference);
        assertThat(em.contains(reference)).isFalse();
    }

    private static void writesWhatHasChanged(Application app) {
        List<String> version = app.rows(DEFAULT, "select version from volume");
        app.inTransaction(em -> assertThat(find(em).text()).isEqualTo("text of Notes"));
        assertThat(app.rows(DEFAULT, "select version from volume")).isEqualTo(version);
        app.inTransaction(em -> find(em).rename("Letters"));
        assertThat(app.rows(DEFAULT, "select title, text from volume")).containsExactly("Letters,text of Notes");
        assertThat(app.rows(DEFAULT, "select version from volume")).isNotEqualTo(version);
    }

    private static void detachesAndMerges(Application app) {
        Volume detached = app.resultInRequest(em -> {
            Volume volume = find(em);
            em.detach(volume);
            assertThat(em.contains(volume)).isFalse();
            return volume;
        });
        detached.rename("Poems");
        assertThat(app.rows(DEFAULT, "select title from volume")).containsExactly("Letters");
        app.inTransaction(em -> assertThat(em.contains(em.merge(detached))).isTrue());
        assertThat(app.rows(DEFAULT, "select title, text, writer_id from volume"))
                .containsExactly("Poems,text of Notes,1");
    }
}
