// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each query gives through the router what it gives on an entity manager that the provider's own factory has made. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class JpqlTest {

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        JpqlTexts.fill(app);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    static List<JpqlTexts.Sample> samples() {
        return JpqlTexts.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void givesTheSameAsTheProvider(JpqlTexts.Sample sample) {
        EntityManagerFactory provider = app.get(EntityManagerFactory.class, Bound.Literal.of(sample.bind()));
        EntityManager own = provider.createEntityManager();
        try {
            List<String> expected = run(own, sample);
            assertThat(expected).as("what the provider finds").isNotEmpty().isNotEqualTo(List.of("0"));

            List<String> routed = app.resultInRequest(em -> run(em, sample));

            assertThat(routed).isEqualTo(expected);
        } finally {
            own.close();
        }
    }

    /** In a transaction that leaves no trace. */
    private static List<String> run(EntityManager em, JpqlTexts.Sample sample) {
        em.getTransaction().begin();
        try {
            Query query = em.createQuery(sample.text());
            sample.parameters().forEach(query::setParameter);
            return sample.changes()
                    ? List.of(String.valueOf(query.executeUpdate()))
                    : ((List<?>) query.getResultList())
                            .stream().map(row -> described(em, row)).toList();
        } finally {
            em.getTransaction().rollback();
        }
    }

    private static String described(EntityManager em, Object value) {
        if (value instanceof Object[] row) {
            return Arrays.stream(row).map(cell -> described(em, cell)).toList().toString();
        }
        if (value != null && isEntity(em, value)) {
            Object id = em.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(value);
            return value.getClass().getSimpleName() + " " + id;
        }
        return value instanceof io.bindkey.it.scenarios.model.shared.Address address
                ? address.street + ", " + address.city
                : value + (value == null ? "" : " of " + value.getClass().getName());
    }

    private static boolean isEntity(EntityManager em, Object value) {
        return em.getMetamodel().getEntities().stream()
                .anyMatch(type -> type.getJavaType().isInstance(value));
    }
}
