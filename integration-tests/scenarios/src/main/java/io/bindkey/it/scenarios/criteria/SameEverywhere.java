// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.Application;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario with the builder of a bind and of the router, on the entity manager of either. */
public final class SameEverywhere {

    private SameEverywhere() {}

    public static void check(Application app, String bind, Scenario scenario) {
        EntityManager router = app.router();
        EntityManager bound = app.entityManager(bind);
        Object expected = run(app, scenario, bound.getCriteriaBuilder(), bound);
        assertThat(expected)
                .as("what the bind itself gives")
                .isNotEqualTo(List.of())
                .isNotEqualTo("[]");
        assertThat(expected instanceof Failure)
                .as("the provider fails: %s", expected)
                .isEqualTo(ProviderDefects.of(bound).contains(scenario.name()));

        assertThat(run(app, scenario, router.getCriteriaBuilder(), router))
                .as("built and run with the router")
                .isEqualTo(expected);
        assertThat(run(app, scenario, router.getCriteriaBuilder(), bound))
                .as("built with the router, run by the bind")
                .isEqualTo(expected);
        assertThat(run(app, scenario, bound.getCriteriaBuilder(), router))
                .as("built with the bind, run by the router")
                .isEqualTo(expected);
    }

    /** What a provider throws; its text may name objects. */
    private record Failure(Class<?> type) {}

    private static Object run(Application app, Scenario scenario, CriteriaBuilder builder, EntityManager em) {
        List<Object> result = new ArrayList<>();
        app.inRequest(() -> {
            em.getTransaction().begin();
            try {
                result.add(scenario.body().run(builder, em));
            } catch (RuntimeException | StackOverflowError e) {
                result.add(new Failure(e.getClass()));
            } finally {
                em.getTransaction().rollback();
            }
        });
        return result.get(0);
    }
}
