// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What an entity manager says of its properties (Jakarta Persistence, section 3.1.1) is what the provider's own would say. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class PropertiesInEffectTest {

    private static final String SET = "jakarta.persistence.lock.timeout";
    private static final String GIVEN = "jakarta.persistence.query.timeout";

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private EntityManager created(Bound.Literal qualifier) {
        Map<Object, Object> properties = new HashMap<>(Map.of(GIVEN, "1000"));
        properties.put("nothing", null);
        return app.get(EntityManagerFactory.class, qualifier).createEntityManager(properties);
    }

    private static void setAndUnset(EntityManager em) {
        em.setProperty(SET, "100");
        em.setProperty(SET, null);
        em.setProperty("never.set", null);
    }

    private static Map<String, Object> inEffect(EntityManager em) {
        Map<String, Object> wanted = new HashMap<>(em.getProperties());
        wanted.keySet().retainAll(Set.of(SET, GIVEN, "never.set"));
        return wanted;
    }

    @Test
    void ofAnApplicationManagedOne() {
        EntityManager ofProvider = created(Bound.Literal.of(AUTH));
        EntityManager ofRouter = created(Bound.Literal.ROUTER);
        setAndUnset(ofProvider);
        setAndUnset(ofRouter);

        assertThat(inEffect(ofProvider)).isEqualTo(Map.of(SET, "100", GIVEN, "1000"));
        assertThat(ofRouter.getProperties()).isEqualTo(inEffect(ofProvider));
        ofRouter.setProperty(GIVEN, "2000");
        assertThat(ofRouter.getProperties()).containsEntry(GIVEN, "2000");
        ofProvider.close();
        ofRouter.close();
        assertThat(ofRouter.getProperties()).containsEntry(SET, "100");
    }

    @Test
    void ofTheContainersOwn() {
        app.inRequest(() -> {
            EntityManager ofBind = app.entityManager(AUTH);
            setAndUnset(ofBind);
            assertThat(inEffect(ofBind)).isEqualTo(Map.of(SET, "100"));
        });
        app.inRequest(() -> {
            setAndUnset(app.router());
            assertThat(app.router().getProperties()).isEqualTo(Map.of(SET, "100"));
        });
    }

    @Test
    void countForABindThatIsUsedLater() {
        app.inRequest(() -> {
            setAndUnset(app.router());
            app.router().find(User.class, 1L);
            assertThat(inEffect(app.entityManager(AUTH))).isEqualTo(Map.of(SET, "100"));
        });
    }
}
