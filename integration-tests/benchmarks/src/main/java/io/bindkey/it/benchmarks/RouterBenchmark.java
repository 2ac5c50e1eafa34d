// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same calls on four entity managers, each inside a transaction, on H2 in memory. Two belong to the application, so
 * that only routing is between them; two to the container, which has to find the current context as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // by start()
public class RouterBenchmark {

    /** Whose entity manager: two pairs of one without and one with routing. */
    public enum Of {
        /** One that the bind's own factory has created. */
        PROVIDER,
        /** One that the router's factory has created. */
        OWN_ROUTER,
        /** {@code @Bound("auth")}. */
        BOUND,
        /** {@code @Bound}. */
        ROUTER
    }

    @Param
    public Of of;

    private Application app;
    private RequestContextController request;
    private EntityManager em;
    private User ada;

    @Setup
    public void start() {
        app = Application.onH2().resourceLocal().withTables().start();
        app.inTransaction(em -> {
            for (String name : List.of("ada", "bob", "cleo")) {
                em.persist(User.named(name));
            }
        });
        request = app.get(RequestContextController.class);
        request.activate();
        em = switch (of) {
            case PROVIDER -> factory(Bound.Literal.of(Application.AUTH)).createEntityManager();
            case OWN_ROUTER -> factory(Bound.Literal.ROUTER).createEntityManager();
            case BOUND -> app.entityManager(Application.AUTH);
            case ROUTER -> app.router();
        };
        em.getTransaction().begin();
        ada = em.createQuery("select u from User u where u.name = 'ada'", User.class)
                .getSingleResult();
    }

    private EntityManagerFactory factory(Bound.Literal qualifier) {
        return app.get(EntityManagerFactory.class, qualifier);
    }

    @TearDown
    public void stop() {
        em.getTransaction().rollback();
        if (of == Of.PROVIDER || of == Of.OWN_ROUTER) {
            em.close();
        }
        request.deactivate();
        app.close();
    }

    @Benchmark
    public Object find() {
        return em.find(User.class, ada.id);
    }

    @Benchmark
    public boolean contains() {
        return em.contains(ada);
    }

    @Benchmark
    public List<String> jpql() {
        return em.createQuery("select u.name from User u where u.name like :name order by u.name", String.class)
                .setParameter("name", "%o%")
                .getResultList();
    }

    @Benchmark
    public List<String> criteria() {
        CriteriaBuilder builder = em.getCriteriaBuilder();
        CriteriaQuery<String> query = builder.createQuery(String.class);
        Root<User> user = query.from(User.class);
        user.join("roles", JoinType.LEFT);
        query.select(user.get("name"))
                .where(builder.like(user.get("name"), "%o%"), builder.lt(user.get("version"), 100))
                .orderBy(builder.asc(user.get("name")));
        return em.createQuery(query).getResultList();
    }
}
