// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.ee11;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.Timeout;
import jakarta.persistence.TypedQueryReference;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is new in Jakarta Persistence 3.2, by way of the router. */
@Tag("later")
class Persistence32Test {

    private Application app;

    @BeforeEach
    void start() {
        app = Application.onH2().resourceLocal().withTables().start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aSchemaManagerBelongsToItsBind() {
        SchemaManager auth = app.get(SchemaManager.class, Bound.Literal.of(AUTH));

        auth.drop(false);
        assertThat(app.database(AUTH).tables()).isEmpty();
        assertThat(app.database(META).tables()).containsExactly("audit_entry", "setting");

        auth.create(false);
        assertThat(app.database(AUTH).tables()).contains("users", "roles");
    }

    @Test
    void findsWithOptions() {
        app.inTransaction(em -> em.persist(AuditEntry.of("one")));

        app.inTransaction(em -> {
            AuditEntry one = em.find(
                    AuditEntry.class, 1L, LockModeType.PESSIMISTIC_WRITE, CacheRetrieveMode.BYPASS, Timeout.seconds(1));
            assertThat(one.text).isEqualTo("one");
            assertThat(em.getLockMode(one)).isEqualTo(LockModeType.PESSIMISTIC_WRITE);
            em.refresh(one, CacheStoreMode.REFRESH);
            em.lock(one, LockModeType.PESSIMISTIC_FORCE_INCREMENT, Timeout.seconds(1));
        });

        assertThat(app.rows(META, "select text, version from audit_entry")).containsExactly("one,1");
    }

    @Test
    void findsByGraph() {
        app.inTransaction(em -> {
            Person ada = Person.named("Ada");
            em.persist(ada);
            em.persist(Order.by(ada, OrderItem.of("engine", 1)));
        });

        Order order = app.resultInRequest(em -> {
            EntityGraph<Order> graph = em.createEntityGraph(Order.class);
            graph.addAttributeNode("items");
            return em.find(graph, 1L);
        });

        assertThat(order.items).extracting(i -> i.product).containsExactly("engine");
    }

    @Test
    void getsAReferenceOfADetachedInstance() {
        app.inTransaction(em -> em.persist(User.named("ada")));
        User detached = app.resultInRequest(
                em -> em.createQuery("from User", User.class).getSingleResult());

        app.inTransaction(em -> em.remove(em.getReference(detached)));

        assertThat(app.database(AUTH).count("users")).isZero();
    }

    @Test
    void runsAQueryByReference() {
        app.inTransaction(em -> em.persist(Person.named("Ada")));

        app.inRequest(() -> assertThat(app.router()
                        .createQuery(new ByName())
                        .setParameter("name", "Ada")
                        .getSingleResult()
                        .name)
                .isEqualTo("Ada"));
    }

    /** As a static metamodel would have it. */
    private record ByName() implements TypedQueryReference<Person> {

        @Override
        public String getName() {
            return "Person.byName";
        }

        @Override
        public Class<Person> getResultType() {
            return Person.class;
        }

        @Override
        public Map<String, Object> getHints() {
            return Map.of();
        }
    }

    @Test
    void getsASingleResultOrNone() {
        app.inRequest(() -> assertThat(
                        app.router().createQuery("from User", User.class).getSingleResultOrNull())
                .isNull());
    }

    @Test
    void workWithAConnectionNeedsABind() {
        app.inRequest(() -> assertThatThrownBy(() -> app.router().runWithConnection(connection -> {}))
                .hasMessage("BINDKEY-108: runWithConnection gives no entity and so no bind."
                        + " Use the @Bound(\"key\") EntityManager of one. Known binds: default, auth, meta."));
        app.inTransaction(em -> {
            EntityManager auth = app.entityManager(AUTH);
            String url = auth.callWithConnection(
                    (java.sql.Connection connection) -> connection.getMetaData().getURL());
            assertThat(url).isEqualTo(app.database(AUTH).url());
            assertThat(url).isNotEqualTo(app.database(DEFAULT).url());
        });
    }
}
