// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Root;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With a single bind the router's criteria builder is that of the bind. */
@Tag("later")
class CriteriaOfOneBindTest {

    private static Application.Builder ofUsers() {
        return Application.of(User.class).withH2("auth");
    }

    private static CriteriaBuilder builder(Application app) {
        return app.get(CriteriaBuilder.class, Bound.Literal.ROUTER);
    }

    private static EntityManager router(Application app) {
        return app.get(EntityManager.class, Bound.Literal.ROUTER);
    }

    private static CriteriaQuery<String> names(CriteriaBuilder builder, ParameterExpression<String> name) {
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<User> user = query.from(User.class);
        return query.select(user.get("name")).where(builder.equal(user.get("name"), name));
    }

    private static void persistAda(EntityManager em) {
        User ada = new User();
        ada.name = "ada";
        em.getTransaction().begin();
        em.persist(ada);
        em.getTransaction().commit();
    }

    @Test
    void isTheBindsOwn() {
        try (Application app = ofUsers().start()) {
            CriteriaBuilder own = app.get(CriteriaBuilder.class, Bound.Literal.of("auth"));
            EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);

            assertThat(builder(app)).isSameAs(own);
            assertThat(factory.getCriteriaBuilder()).isSameAs(own);
            assertThat(router(app).getCriteriaBuilder()).isSameAs(own).hasToString(own.toString());
            try (EntityManager em = factory.createEntityManager()) {
                assertThat(em.getCriteriaBuilder()).isSameAs(own);
            }
        }
    }

    @Test
    void makesWhatEveryEntityManagerTakes() {
        try (Application app = ofUsers().start()) {
            app.get(SchemaOps.class).create();
            ParameterExpression<String> name = builder(app).parameter(String.class);
            CriteriaQuery<String> query = names(builder(app), name);
            assertThat(Proxy.isProxyClass(query.getClass())).isFalse();

            app.inRequest(() -> {
                persistAda(router(app));
                for (EntityManager em : List.of(router(app), app.get(EntityManager.class, Bound.Literal.of("auth")))) {
                    TypedQuery<String> created = em.createQuery(query).setParameter(name, "ada");
                    assertThat(created.getResultList()).containsExactly("ada");
                }
            });
            EntityManager em =
                    app.get(EntityManagerFactory.class, Bound.Literal.ROUTER).createEntityManager();
            TypedQuery<String> created = em.createQuery(query).setParameter(name, "ada");
            assertThat(created.getSingleResult()).isEqualTo("ada");
            assertThat(created.getParameterValue(name)).isEqualTo("ada");
            em.close();
            assertThatThrownBy(created::getResultList).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(em::getCriteriaBuilder).isInstanceOf(IllegalStateException.class);
        }
    }

    /** The bind is no default one, but there is no other. */
    @Test
    void makesQueriesWithoutARootForThatBind() {
        try (Application app = ofUsers().start()) {
            CriteriaQuery<Object> query = builder(app).createQuery();
            query.select(builder(app).function("database", Object.class));
            app.inRequest(() -> {
                assertThat(router(app).createQuery(query).getSingleResult()).isEqualTo("AUTH");
                assertThatThrownBy(() -> router(app).createQuery((CriteriaQuery<?>) null))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("BINDKEY-115: The criteria query must not be null.");
            });
        }
    }

    @Test
    void opensALazyBindAtItsFirstCall() {
        try (Application app = ofUsers().with("binds.auth.start", "lazy").start()) {
            CriteriaBuilder early = builder(app);
            assertThat(early).hasToString("criteria builder over binds [auth]");
            assertThat(router(app).getCriteriaBuilder()).isSameAs(early);

            ParameterExpression<String> name = early.parameter(String.class, "name");
            assertThat(name.getName()).isEqualTo("name");
            assertThat(builder(app)).isSameAs(app.get(CriteriaBuilder.class, Bound.Literal.of("auth")));
            app.get(SchemaOps.class).create();
            app.inRequest(() -> {
                persistAda(router(app));
                assertThat(router(app)
                                .createQuery(names(early, name))
                                .setParameter(name, "ada")
                                .getSingleResult())
                        .isEqualTo("ada");
            });
        }
    }

    @Test
    void failsAtItsFirstCallWhenTheDatabaseIsDown() {
        Application.Builder down = Application.of(User.class)
                .with("binds.auth.url", "jdbc:h2:mem:criteria_down;IFEXISTS=TRUE")
                .with("binds.auth.start", "lazy");
        try (Application app = down.start()) {
            CriteriaBuilder builder = builder(app);
            assertThat(router(app).getCriteriaBuilder()).isSameAs(builder);
            assertThatThrownBy(() -> builder.literal(1))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith("BINDKEY-")
                    .hasMessageContaining("auth");
        }
    }

    @Test
    void ofABindThatIsSwitchedOffFailsAtItsFirstCall() {
        try (Application app = ofUsers().with("binds.auth.active", "false").start()) {
            CriteriaBuilder builder = builder(app);
            assertThatThrownBy(() -> builder.createQuery(User.class))
                    .isExactlyInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-140: Bind 'auth' is switched off by binds.auth.active = false.");
        }
    }

    /** It counts, so that its entities are refused by its name, and switching it on changes nothing else. */
    @Test
    void ofTwoWithOneSwitchedOffIsThatOfSeveral() {
        Application.Builder two = Application.of(User.class, Invoice.class)
                .withH2("auth")
                .withH2("default")
                .with("binds.default.active", "false");
        try (Application app = two.start()) {
            CriteriaBuilder builder = builder(app);
            assertThat(builder).hasToString("criteria builder over binds [default, auth]");
            CriteriaQuery<Object> query = builder.createQuery();
            assertThatThrownBy(() -> query.from(Invoice.class))
                    .isExactlyInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-140: Bind 'default' is switched off by binds.default.active = false.");
            assertThat(query.from(User.class)).isNotNull();
        }
    }

    @Test
    void isNotToBeHadAfterTheEnd() {
        Application app = ofUsers().with("binds.auth.start", "lazy").start();
        CriteriaBuilder early = builder(app);
        EntityManager router = router(app);
        EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
        app.close();

        for (Runnable call :
                List.<Runnable>of(() -> early.literal(1), router::getCriteriaBuilder, factory::getCriteriaBuilder)) {
            assertThatThrownBy(call::run)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-141");
        }
    }
}
