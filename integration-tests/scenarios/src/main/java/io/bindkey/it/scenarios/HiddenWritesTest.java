// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.RollingBack;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A query that calls what writes is part of its transaction, on every provider: with it, it is there or it is not. */
@Tag("any-provider")
@Tag("once-each")
@TestInstance(Lifecycle.PER_CLASS)
class HiddenWritesTest {

    enum Kind {
        RESOURCE_LOCAL,
        JTA,
        XA
    }

    /** How the query is made. */
    enum Query {
        NATIVE {
            @Override
            void run(EntityManager em, String text) {
                em.createNativeQuery("select log_it('" + text + "')").getResultList();
            }
        },
        NATIVE_WITHOUT_FLUSH {
            @Override
            void run(EntityManager em, String text) {
                em.createNativeQuery("select log_it('" + text + "')")
                        .setFlushMode(FlushModeType.COMMIT)
                        .getResultList();
            }
        },
        OF_ENTITIES {
            @Override
            void run(EntityManager em, String text) {
                em.createNativeQuery("select r.* from roles r where log_it('" + text + "') = 1", Role.class)
                        .getResultList();
            }
        },
        JPQL {
            @Override
            void run(EntityManager em, String text) {
                em.createQuery("select function('log_it', '" + text + "') from User u")
                        .getResultList();
            }
        },
        JPQL_IN_A_CONDITION {
            @Override
            void run(EntityManager em, String text) {
                em.createQuery("select u from User u where u.name <> 'x' and function('log_it', '" + text + "') = 1")
                        .getResultList();
            }
        },
        CRITERIA {
            @Override
            void run(EntityManager em, String text) {
                CriteriaBuilder cb = em.getCriteriaBuilder();
                CriteriaQuery<Integer> query = cb.createQuery(Integer.class);
                query.from(User.class);
                em.createQuery(query.select(cb.function("log_it", Integer.class, cb.literal(text))))
                        .getResultList();
            }
        },
        CRITERIA_IN_A_SUBQUERY {
            @Override
            void run(EntityManager em, String text) {
                CriteriaBuilder cb = em.getCriteriaBuilder();
                CriteriaQuery<User> query = cb.createQuery(User.class);
                Root<User> user = query.from(User.class);
                Subquery<Long> ids = query.subquery(Long.class);
                Root<User> same = ids.from(User.class);
                ids.select(same.get("id")).where(cb.equal(cb.function("log_it", Integer.class, cb.literal(text)), 1));
                em.createQuery(query.select(user).where(user.get("id").in(ids))).getResultList();
            }
        },
        JPQL_WITHOUT_FLUSH {
            @Override
            void run(EntityManager em, String text) {
                em.createQuery("select function('log_it', '" + text + "') from User u")
                        .setFlushMode(FlushModeType.COMMIT)
                        .getResultList();
            }
        };

        abstract void run(EntityManager em, String text);

        boolean ofTheRouter() {
            return !this.name().startsWith("NATIVE");
        }
    }

    /** What has happened in the transaction before. */
    enum Before {
        NOTHING(em -> {}),
        FIND(em -> em.find(User.class, 1000L)),
        QUERY(em -> em.createQuery("select u from User u").getResultList()),
        LOCK(em -> em.find(User.class, 1000L, LockModeType.PESSIMISTIC_WRITE)),
        CHANGE(em -> em.createQuery("update User u set u.name = 'changed'").executeUpdate()),
        CLEAR(em -> {
            em.createQuery("update User u set u.name = 'changed'").executeUpdate();
            em.clear();
        });

        @SuppressWarnings("ImmutableEnumChecker") // None of them has state.
        private final Consumer<EntityManager> work;

        Before(Consumer<EntityManager> work) {
            this.work = work;
        }
    }

    enum End {
        COMMIT,
        ROLLBACK,
        ROLLING_BACK
    }

    private final Map<Kind, Application> applications = new EnumMap<>(Kind.class);

    private int cell;

    /** One at a time: binds with two phases lock the transaction log. */
    private Application application(Kind kind) {
        return applications.computeIfAbsent(kind, wanted -> {
            stop();
            Application app = Application.onH2()
                    .with(
                            "binds-defaults.transaction",
                            kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .withTables()
                    .withTransactional()
                    .withBeans(Transactions.class)
                    .start();
            app.database(AUTH).execute("create table logged (text varchar(50))");
            app.database(AUTH).execute("create alias log_it for '" + EffectsTest.class.getName() + ".logIt'");
            transact(app, kind, em -> {
                em.persist(User.named("kept"));
                em.persist(Role.named("kept"));
            });
            return app;
        });
    }

    @AfterAll
    void stop() {
        applications.values().forEach(Application::close);
        applications.clear();
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Query query : Query.values()) {
                for (Before before : Before.values()) {
                    for (End end : End.values()) {
                        cells.add(Arguments.of(kind, query, before, end));
                    }
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void isThereWithItsTransactionOrNotAtAll(Kind kind, Query query, Before before, End end) {
        Application app = application(kind);
        String text = "cell " + ++cell;
        Consumer<EntityManager> work = em -> {
            before.work.accept(em);
            query.run(query.ofTheRouter() ? em : app.entityManager(AUTH), text);
        };

        switch (end) {
            case COMMIT -> transact(app, kind, work);
            case ROLLBACK ->
                assertThat(catchThrowable(() -> transact(app, kind, work.andThen(em -> {
                            throw new UnsupportedOperationException("we have changed our mind");
                        }))))
                        .isInstanceOf(UnsupportedOperationException.class);
            case ROLLING_BACK ->
                app.inRequest(() -> {
                    try (RollingBack all = app.get(Binds.class).rollingBack()) {
                        assertThat(all).isNotNull();
                        work.accept(app.router());
                    }
                });
        }

        // EclipseLink may ask a condition more than once.
        assertThat(app.rows(AUTH, "select distinct text from logged where text = '" + text + "'"))
                .hasSize(end == End.COMMIT ? 1 : 0);
    }

    private static void transact(Application app, Kind kind, Consumer<EntityManager> work) {
        if (kind == Kind.RESOURCE_LOCAL) {
            app.inTransaction(work);
        } else {
            app.get(Transactions.class).run(work);
        }
    }

    /** EclipseLink keeps for all what it has read, but not in a transaction of the database. */
    @Test
    void otherQueriesAreReadIntoTheCacheAsTheProviderHasThem() {
        Application app = application(Kind.RESOURCE_LOCAL);
        EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.of(AUTH));
        Object id = app.resultInRequest(
                em -> em.createQuery("select max(u.id) from User u").getSingleResult());
        boolean ofItself;
        factory.getCache().evictAll();
        try (EntityManager own = factory.createEntityManager()) {
            own.getTransaction().begin();
            own.find(User.class, id);
            own.getTransaction().commit();
            ofItself = factory.getCache().contains(User.class, id);
        }
        factory.getCache().evictAll();

        app.inTransaction(em -> em.find(User.class, id));

        assertThat(factory.getCache().contains(User.class, id)).isEqualTo(ofItself);
    }
}
