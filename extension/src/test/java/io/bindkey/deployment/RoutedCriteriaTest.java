// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindException;
import io.bindkey.SchemaOps;
import io.bindkey.UnroutableException;
import io.bindkey.deployment.Entities.Admin;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.Entities.WithId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Parameter;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Criteria queries that are built with the router's builder, on one application with three binds. */
class RoutedCriteriaTest {

    private static Application app;
    private static EntityManager router;
    private static CriteriaBuilder builder;

    @BeforeAll
    static void start() {
        app = Application.of(Invoice.class, User.class, Admin.class, Setting.class)
                .with("binds.default.url", "jdbc:h2:mem:criteria")
                .with("binds.auth.url", "jdbc:h2:mem:criteria_auth")
                .with("binds.meta.url", "jdbc:h2:mem:criteria_meta")
                .start();
        app.get(SchemaOps.class).create();
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
        builder = app.get(CriteriaBuilder.class, Bound.Literal.ROUTER);
        app.inRequest(() -> {
            inTransaction(() -> {
                for (String text : List.of("one", "two", "three")) {
                    Invoice invoice = new Invoice();
                    invoice.text = text;
                    router.persist(invoice);
                }
            });
            inTransaction(() -> {
                for (String name : List.of("ada", "bob")) {
                    User user = new User();
                    user.name = name;
                    router.persist(user);
                }
                Admin root = new Admin();
                root.name = "root";
                router.persist(root);
            });
        });
    }

    private static void inTransaction(Runnable work) {
        router.getTransaction().begin();
        work.run();
        router.getTransaction().commit();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static EntityManager bound(String key) {
        return app.get(EntityManager.class, Bound.Literal.of(key));
    }

    private static <T> List<T> list(CriteriaQuery<T> query) {
        List<T> all = new ArrayList<>();
        app.inRequest(() -> all.addAll(router.createQuery(query).getResultList()));
        return all;
    }

    /** The names of all users whose name fulfils a condition. */
    private static CriteriaQuery<String> names(Function<Root<User>, Predicate> condition) {
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<User> user = query.from(User.class);
        return query.select(user.get("name")).where(condition.apply(user)).orderBy(builder.asc(user.get("name")));
    }

    @Nested
    class AQuery {

        @Test
        void goesToTheBindOfItsResult() {
            CriteriaQuery<User> query = builder.createQuery(User.class);
            Root<User> user = query.from(User.class);
            query.select(user).where(builder.equal(user.get("name"), "ada"));
            assertThat(list(query)).extracting(u -> u.name).containsExactly("ada");
        }

        @Test
        void goesToTheBindOfItsRoot() {
            assertThat(list(names(user -> builder.like(user.get("name"), "%o%"))))
                    .containsExactly("bob", "root");
        }

        @Test
        void keepsWhatWasSaidBeforeItsRoot() {
            ParameterExpression<String> name = builder.parameter(String.class, "name");
            Expression<String> suffix = builder.literal("!");
            CriteriaQuery<Tuple> query = builder.createTupleQuery();
            query.distinct(true).where(builder.isNotNull(name));
            Root<User> user = query.from(User.class);
            query.select(builder.tuple(
                            user.get("name").alias("n"),
                            builder.concat(user.get("name"), suffix).alias("loud")))
                    .where(query.getRestriction(), builder.equal(user.get("name"), name));
            app.inRequest(() -> {
                Tuple ada = router.createQuery(query).setParameter(name, "ada").getSingleResult();
                assertThat(ada.get("n")).isEqualTo("ada");
                assertThat(ada.get("loud")).isEqualTo("ada!");
            });
            assertThat(query.isDistinct()).isTrue();
        }

        @Test
        void withoutAnEntityGoesToTheDefaultBind() {
            CriteriaQuery<Integer> query = builder.createQuery(Integer.class);
            query.select(builder.literal(42));
            assertThat(list(query)).containsExactly(42);
        }

        @Test
        void withoutAnEntityNeedsADefaultBind() {
            try (Application other = Application.of(User.class, Setting.class)
                    .with("binds.auth.url", "jdbc:h2:mem:criteria_first")
                    .with("binds.meta.url", "jdbc:h2:mem:criteria_second")
                    .start()) {
                EntityManager noDefault = other.get(EntityManager.class, Bound.Literal.ROUTER);
                CriteriaQuery<Integer> query = noDefault.getCriteriaBuilder().createQuery(Integer.class);
                query.select(noDefault.getCriteriaBuilder().literal(42));
                other.inRequest(() -> assertThatThrownBy(() -> noDefault.createQuery(query))
                        .isInstanceOf(UnroutableException.class)
                        .hasMessage("BINDKEY-113: The criteria query has no root, and so no bind. "
                                + "Use the @Bound(\"key\") EntityManager of one."));
            }
        }

        @Test
        void mayBeMadeOfTwo() {
            var both = builder.unionAll(
                    names(user -> builder.equal(user.get("name"), "ada")),
                    names(user -> builder.equal(user.get("name"), "bob")));
            app.inRequest(
                    () -> assertThat(router.createQuery(both).getResultList()).containsExactlyInAnyOrder("ada", "bob"));
        }

        @Test
        void updatesAndDeletes() {
            app.inRequest(() -> inTransaction(() -> {
                Setting setting = new Setting();
                router.persist(setting);
                router.flush();
                var delete = builder.createCriteriaDelete(Setting.class);
                delete.where(builder.equal(delete.from(Setting.class).get("id"), setting.id));
                assertThat(router.createQuery(delete).executeUpdate()).isEqualTo(1);
            }));
            app.inRequest(() -> inTransaction(() -> {
                var update = builder.createCriteriaUpdate(User.class);
                update.from(User.class);
                update.set("name", "nobody").where(builder.disjunction());
                assertThat(router.createQuery(update).executeUpdate()).isZero();
            }));
        }

        @Test
        void mayBeGivenToItsBind() {
            CriteriaQuery<String> query = names(user -> builder.equal(user.get("name"), "ada"));
            app.inRequest(() ->
                    assertThat(bound("auth").createQuery(query).getResultList()).containsExactly("ada"));
        }

        @Test
        void isRefusedByTheEntityManagerOfAnotherBind() {
            CriteriaQuery<String> query = names(user -> builder.equal(user.get("name"), "ada"));
            app.inRequest(() -> assertThatThrownBy(() -> bound("meta").createQuery(query))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-130: This criteria query names io.bindkey.deployment.Entities$User and so "
                            + "belongs to bind 'auth', but the entity manager is that of bind 'meta'. "
                            + "Use @Bound(\"auth\") EntityManager, or the router."));
        }

        @Test
        void withoutAnEntityGoesToTheBindItIsGivenTo() {
            CriteriaQuery<Integer> query = builder.createQuery(Integer.class);
            query.select(builder.literal(42));
            app.inRequest(() -> {
                assertThat(bound("meta").createQuery(query).getSingleResult()).isEqualTo(42);
                assertThatThrownBy(() -> bound("auth").createQuery(query))
                        .isExactlyInstanceOf(IllegalArgumentException.class);
            });
        }

        @Test
        void ofABindsOwnBuilderNeedsNoRoot() {
            CriteriaBuilder ofBind = bound("meta").getCriteriaBuilder();
            CriteriaQuery<Object> query = ofBind.createQuery();
            query.select(ofBind.function("database", Object.class));
            assertThat(list(query)).containsExactly("CRITERIA_META");
        }

        @Test
        void mustNotBeNull() {
            app.inRequest(() -> assertThatThrownBy(() -> router.createQuery((CriteriaQuery<?>) null))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-115: The criteria query must not be null."));
        }
    }

    @Nested
    class ASubquery {

        @Test
        void mayDecideTheBindOfAllThatItIsIn() {
            CriteriaQuery<Long> query = builder.createQuery(Long.class);
            Subquery<Long> outer = query.subquery(Long.class);
            Subquery<String> inner = outer.subquery(String.class);
            Predicate exists = builder.exists(outer);
            query.where(exists);
            outer.where(builder.exists(inner)).distinct(true);
            Root<User> user = inner.from(User.class);
            inner.select(user.get("name")).where(builder.equal(user.get("name"), "ada"));
            outer.select(builder.count(outer.from(User.class)));
            query.select(builder.count(query.from(User.class)));

            assertThat(list(query)).containsExactly(3L);
            assertThat(query.getRestriction()).isSameAs(exists);
            assertThat(inner.getParent()).isSameAs(outer);
            assertThat(outer.getParent()).isSameAs(query);
        }

        @Test
        void ofAnotherBindIsRefused() {
            CriteriaQuery<User> query = builder.createQuery(User.class);
            Subquery<Long> subquery = query.subquery(Long.class);
            assertThatThrownBy(() -> subquery.from(Invoice.class))
                    .isInstanceOf(CrossBindException.class)
                    .hasMessage("BINDKEY-103: One statement cannot touch two databases, but this one names "
                            + "io.bindkey.deployment.Entities$User in bind 'auth', "
                            + "io.bindkey.deployment.Entities$Invoice in bind 'default'. "
                            + "Use one statement for each bind, or put the entities in one bind.");
        }
    }

    @Nested
    class ASubqueryInACondition {

        private final CriteriaQuery<Long> query = builder.createQuery(Long.class);
        private final Subquery<String> subquery = query.subquery(String.class);
        private final Predicate exists = builder.exists(subquery);

        @Test
        void takesItsQueryToTheBindWhereTheConditionIsUsed() {
            CriteriaQuery<Invoice> invoices = builder.createQuery(Invoice.class);
            invoices.from(Invoice.class);
            invoices.where(exists);

            for (AbstractQuery<?> part : List.of(query, subquery)) {
                assertThatThrownBy(() -> part.from(User.class))
                        .isInstanceOf(CrossBindException.class)
                        .hasMessageContaining("names io.bindkey.deployment.Entities$Invoice in bind 'default', "
                                + "io.bindkey.deployment.Entities$User in bind 'auth'.");
            }
        }

        @Test
        void takesTheConditionToItsBind() {
            assertThat(exists).hasToString("criteria object that belongs to no bind yet");
            subquery.select(subquery.from(User.class).get("name"));
            assertThat(exists).doesNotHaveToString("criteria object that belongs to no bind yet");
        }

        @Test
        void isNotUsedInAQueryOfAnotherBind() {
            query.from(User.class);
            CriteriaQuery<Invoice> invoices = builder.createQuery(Invoice.class);
            invoices.from(Invoice.class);

            assertThatThrownBy(() -> invoices.where(exists)).isInstanceOf(CrossBindException.class);
        }
    }

    @Nested
    class AnExpression {

        @Test
        void madeBeforeAnyRootServesQueriesOfTwoBinds() {
            ParameterExpression<String> wanted = builder.parameter(String.class);
            Predicate given = wanted.isNotNull();

            CriteriaQuery<User> users = builder.createQuery(User.class);
            users.where(given, builder.equal(users.from(User.class).get("name"), wanted));
            CriteriaQuery<Invoice> invoices = builder.createQuery(Invoice.class);
            invoices.where(given, builder.equal(invoices.from(Invoice.class).get("text"), wanted));

            app.inRequest(() -> {
                assertThat(router.createQuery(users).setParameter(wanted, "ada").getResultList())
                        .hasSize(1);
                assertThat(router.createQuery(invoices)
                                .setParameter(wanted, "two")
                                .getResultList())
                        .hasSize(1);
            });
            assertThat(users.getParameters()).containsExactly(wanted);
            assertThat(invoices.getParameters()).containsExactly(wanted);
        }

        @Test
        void mayBeSharedByThreads() throws Exception {
            ParameterExpression<String> wanted = builder.parameter(String.class);
            Expression<String> pattern = builder.concat(wanted, builder.literal("%"));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<List<String>>> results = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    String start = i % 2 == 0 ? "a" : "b";
                    results.add(threads.submit(() -> {
                        CriteriaQuery<String> query = names(user -> builder.like(user.get("name"), pattern));
                        List<String> found = new ArrayList<>();
                        app.inRequest(() -> found.addAll(router.createQuery(query)
                                .setParameter(wanted, start)
                                .getResultList()));
                        return found;
                    }));
                }
                for (int i = 0; i < results.size(); i++) {
                    assertThat(results.get(i).get()).containsExactly(i % 2 == 0 ? "ada" : "bob");
                }
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        void ofACaseIsCompletedBeforeAndAfterItsBindIsKnown() {
            CriteriaBuilder.Case<String> kind = builder.selectCase();
            kind.when(builder.isTrue(builder.literal(false)), "never");
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<User> user = query.from(User.class);
            kind.when(builder.equal(user.get("name"), "ada"), "first");
            query.select(kind.otherwise("other")).orderBy(builder.asc(user.get("name")));
            assertThat(list(query)).containsExactly("first", "other", "other");
        }

        @Test
        void isNotChangedByListsAndArraysThatChangeLater() {
            List<String> wanted = new ArrayList<>(List.of("ada"));
            Expression<String> name = builder.coalesce(builder.nullLiteral(String.class), builder.literal("ada"));
            Predicate in = name.in(wanted);
            Predicate[] both = {in, builder.conjunction()};
            Predicate all = builder.and(both);
            wanted.set(0, "nobody");
            both[0] = builder.disjunction();
            assertThat(list(names(user -> all))).hasSize(3);
        }

        @Test
        void ofAnotherBindIsRefusedWhereTheyMeet() {
            Root<User> user = builder.createQuery(User.class).from(User.class);
            Root<Invoice> invoice = builder.createQuery(Invoice.class).from(Invoice.class);
            assertThatThrownBy(() -> builder.equal(user.get("name"), invoice.get("text")))
                    .isInstanceOf(CrossBindException.class)
                    .hasMessageContaining("names io.bindkey.deployment.Entities$User in bind 'auth', "
                            + "io.bindkey.deployment.Entities$Invoice in bind 'default'.");
            assertThatThrownBy(() -> builder.and(user.isNotNull(), invoice.isNotNull()))
                    .isInstanceOf(CrossBindException.class);
            assertThatThrownBy(() -> user.get("name").in(List.of(invoice.get("text"))))
                    .isInstanceOf(CrossBindException.class);
            assertThatThrownBy(() -> builder.treat(user, uncheckedClass(Invoice.class)))
                    .isInstanceOf(CrossBindException.class);
            assertThatThrownBy(() -> builder.equal(user, new Invoice())).isInstanceOf(CrossBindException.class);
            EntityType<Invoice> otherType = router.getMetamodel().entity(Invoice.class);
            assertThatThrownBy(() -> user.get(uncheckedAttribute(otherType.getSingularAttribute("text"))))
                    .isInstanceOf(CrossBindException.class);
        }

        @SuppressWarnings("unchecked")
        private static <T> SingularAttribute<T, ?> uncheckedAttribute(SingularAttribute<?, ?> attribute) {
            return (SingularAttribute<T, ?>) attribute;
        }

        @SuppressWarnings("unchecked")
        private static <T> Class<T> uncheckedClass(Class<?> type) {
            return (Class<T>) type;
        }

        @Test
        void madeOfWhatBelongsToABindBelongsToItAtOnce() {
            HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
            Root<User> user = builder.createQuery(User.class).from(User.class);
            Predicate anything = builder.conjunction();
            for (Object made : List.of(
                    builder.and(anything, user.isNotNull()),
                    builder.and(List.of(anything, user.isNotNull())),
                    hibernate.jsonObject(Map.of("called", user.get("name"))),
                    builder.nullLiteral(User.class))) {
                assertThat(made).doesNotHaveToString(anything.toString());
            }
            assertThat(anything).hasToString("criteria object that belongs to no bind yet");
            assertThat(builder.and(List.of(anything, anything))).hasToString(anything.toString());
        }

        /** In the provider's own words. */
        @Test
        void refusesAQuestionThatNoBindAnswers() {
            Expression<Integer> one = builder.literal(1);
            assertThatThrownBy(one::getCompoundSelectionItems)
                    .isInstanceOf(IllegalStateException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("BINDKEY");
        }

        @Test
        void answersQuestionsBeforeItsBindIsKnown() {
            ParameterExpression<String> name = builder.parameter(String.class, "name");
            assertThat(name.getName()).isEqualTo("name");
            assertThat(name.getParameterType()).isEqualTo(String.class);
            assertThat(builder.conjunction().getExpressions()).isEmpty();
            assertThat(builder.asc(name).getExpression()).isSameAs(name);
            CriteriaQuery<Long> query = builder.createQuery(Long.class);
            assertThat(query.getResultType()).isEqualTo(Long.class);
            assertThat(query.getRoots()).isEmpty();
            assertThat(query.getRestriction()).isNull();
            query.where(builder.isNull(name));
            assertThat(query.getParameters()).containsExactly(name);
            // Questions have not decided anything.
            query.select(builder.count(query.from(Invoice.class)));
            app.inRequest(() -> assertThat(
                            router.createQuery(query).setParameter(name, null).getSingleResult())
                    .isEqualTo(3));
        }
    }

    @Nested
    class ARoot {

        @Test
        void mustBeAnEntity() {
            CriteriaQuery<Object> query = builder.createQuery();
            assertThatThrownBy(() -> query.from(String.class))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-101: java.lang.String is not an entity of any bind.");
            assertThatThrownBy(() -> query.from((Class<?>) null))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-115: The entity class must not be null.");
            assertThatThrownBy(() -> query.from(WithId.class)).isInstanceOf(UnroutableException.class);
            assertThatThrownBy(() -> builder.createCriteriaDelete(String.class))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void mayBeATypeOfTheMetamodelOfAnyFactory() {
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<User> user = query.from(router.getMetamodel().entity(User.class));
            query.select(user.get(router.getMetamodel().entity(User.class).getSingularAttribute("name", String.class)));
            assertThat(list(query)).hasSize(3);
        }

        @Test
        void isTheSameObjectWheneverItIsAskedFor() {
            CriteriaQuery<User> query = builder.createQuery(User.class);
            Root<User> user = query.from(User.class);
            query.select(user);
            assertThat(query.getRoots()).containsExactly(user);
            assertThat(query.getSelection()).isSameAs(user);
            assertThat(query.distinct(true)).isSameAs(query);
            assertThat(Set.of(user, query)).contains(user, query);
            assertThat(user.toString()).isNotEmpty();
        }
    }

    @Test
    void manyObjectsOfOneQueryStayTheSame() {
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<User> user = query.from(User.class);
        List<Expression<?>> names = new ArrayList<>();
        List<Predicate> conditions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Expression<String> name = builder.concat(user.get("name"), "!" + i);
            names.add(name);
            conditions.add(builder.notEqual(name, "nobody"));
        }
        query.select(user.get("name")).where(conditions).groupBy(names).groupBy(user.get("name"), names.get(99));

        assertThat(list(query)).containsExactlyInAnyOrder("ada", "bob", "root");
        query.groupBy(names);
        assertThat(query.getGroupList().get(0)).isSameAs(names.get(0));
        assertThat(query.getGroupList().get(99)).isSameAs(names.get(99));
        assertThat(query.getRoots()).containsExactly(user);
    }

    @Nested
    class TheQueryObject {

        @Test
        void knowsTheParametersOfTheRouter() {
            ParameterExpression<String> name = builder.parameter(String.class, "name");
            CriteriaQuery<String> criteria = names(user -> builder.equal(user.get("name"), name));
            app.inRequest(() -> {
                TypedQuery<String> query = router.createQuery(criteria);
                assertThat(query.isBound(name)).isFalse();
                assertThat(query.setParameter(name, "bob")).isSameAs(query);
                assertThat(query.isBound(name)).isTrue();
                assertThat(query.getParameterValue(name)).isEqualTo("bob");
                for (Parameter<?> parameter : query.getParameters()) {
                    assertThat(query.getParameterValue(parameter)).isEqualTo("bob");
                }
                assertThat(query.setMaxResults(1).getResultList()).containsExactly("bob");
            });
        }

        @Test
        void isHibernatesOwnInAllElse() {
            app.inRequest(() -> {
                TypedQuery<String> query = router.createQuery(names(user -> user.isNotNull()));
                Query<?> hibernate = (Query<?>) query;
                assertThat(hibernate.setComment("seen").getComment()).isEqualTo("seen");
                assertThat(hibernate.list()).hasSize(3);
            });
        }
    }

    @Nested
    class TheBuilder {

        @Test
        void hasTheExtensionsOfTheCommonProvider() {
            HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
            JpaCriteriaQuery<String> query = hibernate.createQuery(String.class);
            JpaRoot<User> user = query.from(User.class);
            query.select(user.get("name")).where(hibernate.ilike(user.get("name"), "AD%"));
            assertThat(list(query)).containsExactly("ada");
            assertThat(hibernate.unwrap(HibernateCriteriaBuilder.class)).isSameAs(builder);
        }

        @Test
        void takesHibernatesQueryLanguage() {
            HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
            JpaCriteriaQuery<User> query =
                    hibernate.createQuery("select u from User u where u.name = 'ada'", User.class);
            assertThat(list(query)).hasSize(1);
            assertThat(list(hibernate.createQuery("select u.name from User u where u.name = 'bob'", String.class)))
                    .containsExactly("bob");
        }

        @Test
        void takesExpressionsByName() {
            HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<User> user = query.from(User.class);
            query.select(hibernate.jsonObject(Map.of("called", user.get("name"))))
                    .where(builder.equal(user.get("name"), "ada"));
            assertThat(list(query)).containsExactly("{\"called\":\"ada\"}");
        }

        @Test
        void letsAFunctionCompleteAQuery() {
            HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
            JpaCriteriaQuery<Tuple> start = hibernate.createTupleQuery();
            JpaRoot<User> first = start.from(User.class);
            start.select(hibernate.tuple(first.get("name").alias("name")))
                    .where(hibernate.equal(first.get("name"), "ada"));
            JpaCriteriaQuery<String> query = hibernate.createQuery(String.class);
            var loud = query.withRecursiveUnionAll(start, self -> {
                JpaCriteriaQuery<Tuple> next = hibernate.createTupleQuery();
                JpaRoot<Tuple> row = next.from(self);
                next.select(hibernate.tuple(
                                hibernate.concat(row.<String>get("name"), "!").alias("name")))
                        .where(hibernate.lt(hibernate.length(row.<String>get("name")), 5));
                return next;
            });
            query.select(query.from(loud).get("name"));
            assertThat(list(query)).containsExactlyInAnyOrder("ada", "ada!", "ada!!");
        }

        /** One of its methods has the name of a method that every object has. */
        @Test
        void makesTextsOfCharacters() {
            CriteriaQuery<String> query = builder.createQuery(String.class);
            query.select(builder.toString(builder.literal('x')));
            assertThat(list(query)).containsExactly("x");
        }

        @Test
        void isOneObject() {
            assertThat(builder).isSameAs(router.getCriteriaBuilder()).isEqualTo(builder);
            assertThat(builder).hasToString("criteria builder over binds [default, auth, meta]");
        }
    }
}
