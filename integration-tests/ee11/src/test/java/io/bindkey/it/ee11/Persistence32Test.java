// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.ee11;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.model.shared.Currency;
import io.bindkey.it.scenarios.model.shared.Journal;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.Committed;
import jakarta.inject.Inject;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.Timeout;
import jakarta.persistence.TypedQueryReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is new in Jakarta Persistence 3.2, by way of the router. */
@BindTest(
        binds = {DEFAULT, AUTH, META},
        beans = {Currency.class, Journal.class},
        config = "binds-defaults.transaction = resource-local")
@Tag("later")
class Persistence32Test {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    @Bound(AUTH)
    EntityManager auth;

    @Inject
    @Bound(META)
    EntityManager meta;

    @Inject
    @Bound(AUTH)
    SchemaManager authSchema;

    @Inject
    @Bound(AUTH)
    DataSource authDatabase;

    @Inject
    @Bound(META)
    DataSource metaDatabase;

    private static PhysicalDatabase physical(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return PhysicalDatabase.of(connection.getMetaData().getURL());
        }
    }

    /** What was written is in the database, and no longer in the persistence context. */
    private void flushAndClear() {
        em.flush();
        em.clear();
    }

    @Test
    @Committed
    void aSchemaManagerBelongsToItsBind() throws SQLException {
        authSchema.drop(false);
        assertThat(physical(authDatabase).tables()).isEmpty();
        assertThat(physical(metaDatabase).tables()).containsExactly("audit_entry", "setting");

        authSchema.create(false);
        assertThat(physical(authDatabase).tables()).contains("users", "roles");
    }

    @Test
    void findsWithOptions() {
        AuditEntry written = AuditEntry.of("one");
        em.persist(written);
        flushAndClear();

        AuditEntry one = em.find(
                AuditEntry.class,
                written.id,
                LockModeType.PESSIMISTIC_WRITE,
                CacheRetrieveMode.BYPASS,
                Timeout.seconds(1));
        assertThat(one.text).isEqualTo("one");
        assertThat(em.getLockMode(one)).isEqualTo(LockModeType.PESSIMISTIC_WRITE);
        em.refresh(one, CacheStoreMode.REFRESH);
        em.lock(one, LockModeType.PESSIMISTIC_FORCE_INCREMENT, Timeout.seconds(1));
        flushAndClear();

        assertThat(meta.createNativeQuery("select text || ',' || version from audit_entry", String.class)
                        .getSingleResult())
                .isEqualTo("one,1");
    }

    @Test
    void findsByGraph() {
        Person ada = Person.named("Ada");
        em.persist(ada);
        Order written = Order.by(ada, OrderItem.of("engine", 1));
        em.persist(written);
        flushAndClear();

        EntityGraph<Order> graph = em.createEntityGraph(Order.class);
        graph.addAttributeNode("items");
        Order order = em.find(graph, written.id);
        em.clear();

        assertThat(order.items).extracting(i -> i.product).containsExactly("engine");
    }

    @Test
    void getsAReferenceOfADetachedInstance() {
        em.persist(User.named("ada"));
        flushAndClear();
        User detached = em.createQuery("from User", User.class).getSingleResult();
        em.clear();

        em.remove(em.getReference(detached));
        em.flush();

        assertThat(auth.createNativeQuery("select count(*) from users", Long.class)
                        .getSingleResult())
                .isEqualTo(0L);
    }

    @Test
    void runsAQueryByReference() {
        em.persist(Person.named("Ada"));

        assertThat(em.createQuery(new ByName()).setParameter("name", "Ada").getSingleResult().name)
                .isEqualTo("Ada");
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
        assertThat(em.createQuery("from User", User.class).getSingleResultOrNull())
                .isNull();
    }

    @Test
    void workWithAConnectionNeedsABind() throws SQLException {
        assertThatThrownBy(() -> em.runWithConnection(connection -> {}))
                .hasMessage("BINDKEY-108: runWithConnection gives no entity and so no bind."
                        + " Use the @Bound(\"key\") EntityManager of one. Known binds: default, auth, meta.");
        String url = auth.callWithConnection(
                (Connection connection) -> connection.getMetaData().getURL());
        assertThat(url).isEqualTo(physical(authDatabase).url());
        assertThat(url).isNotEqualTo(physical(metaDatabase).url());
    }
}
