// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.auth.library.Library;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.model.meta.MetaRecord;
import io.bindkey.it.scenarios.model.meta.MetaRecord_;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario gives the same on the bind itself and by way of the router. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class CriteriaCorpusTest {

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        app.inTransaction(Library::fill);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void isLargeEnough() {
        assertThat(CriteriaCorpus.scenarios())
                .hasSizeGreaterThanOrEqualTo(80)
                .extracting(Scenario::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void oneStaticMetamodelServesTwoBinds() {
        app.inTransaction(em -> em.persist(Announcement.of("for everybody")));
        app.inTransaction(em -> em.persist(AuditEntry.of("for the audit")));

        app.inRequest(() -> {
            assertThat(texts(Announcement.class)).containsExactly("for everybody");
            assertThat(texts(AuditEntry.class)).containsExactly("for the audit");
        });
    }

    private <T extends MetaRecord> List<String> texts(Class<T> type) {
        CriteriaBuilder builder = app.router().getCriteriaBuilder();
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<T> root = query.from(type);
        query.select(root.get(MetaRecord_.text)).where(builder.isNotNull(root.get(MetaRecord_.text)));
        return app.router().createQuery(query).getResultList();
    }

    @ParameterizedTest
    @MethodSource("io.bindkey.it.scenarios.criteria.CriteriaCorpus#scenarios")
    void givesTheSameThroughTheRouter(Scenario scenario) {
        SameEverywhere.check(app, AUTH, scenario);
    }
}
