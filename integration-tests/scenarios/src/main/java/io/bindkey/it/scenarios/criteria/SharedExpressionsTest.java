// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Threads share what was made before an entity decided the bind, as one does with a constant, and use it on two binds. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class SharedExpressionsTest {

    private static final int THREADS = 8;

    private Application app;
    private ExecutorService threads;
    private CriteriaBuilder builder;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        app.inTransaction(em -> em.persist(User.named("ada")));
        app.inTransaction(em -> em.persist(Person.named("ada")));
        builder = app.router().getCriteriaBuilder();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "sharing");
            thread.setDaemon(true);
            return thread;
        });
    }

    @AfterAll
    void stop() {
        threads.shutdownNow();
        app.close();
    }

    /** What all threads use in one round. */
    private record Shared(
            ParameterExpression<String> wanted, Expression<String> mark, Expression<String> loud, Predicate given) {

        static Shared by(CriteriaBuilder builder) {
            ParameterExpression<String> wanted = builder.parameter(String.class);
            Expression<String> mark = builder.literal("!");
            return new Shared(wanted, mark, builder.concat(wanted, mark), wanted.isNotNull());
        }
    }

    private static void together(ExecutorService threads, int count, Consumer<Integer> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Callable<?> one = () -> {
                start.await();
                work.accept(number);
                return null;
            };
            all.add(threads.submit(one));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }

    @Test
    void serveQueriesOfTwoBindsAtTheSameTime() throws Exception {
        for (int round = 0; round < 30; round++) {
            Shared shared = Shared.by(builder);
            together(threads, THREADS, number -> {
                for (int i = 0; i < 5; i++) {
                    assertThat((number + i) % 2 == 0 ? found(User.class, shared) : found(Person.class, shared))
                            .containsExactly("[ada, !]");
                }
            });
        }
    }

    private <T> List<String> found(Class<T> type, Shared shared) {
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        Root<T> root = query.from(type);
        query.multiselect(root.get("name"), shared.mark().alias("mark"))
                .where(shared.given(), builder.equal(builder.concat(root.get("name"), shared.mark()), shared.loud()));
        assertThat(query.getParameters()).containsExactly(shared.wanted());
        return app.resultInRequest(
                em -> em.createQuery(query).setParameter(shared.wanted(), "ada").getResultList().stream()
                        .map(Arrays::toString)
                        .toList());
    }

    /** A query needs a condition, which needs a subquery of that query: whoever comes first, nobody waits for ever. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void doNotWaitForEachOther() throws Exception {
        for (int round = 0; round < 300; round++) {
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Subquery<String> subquery = query.subquery(String.class);
            Predicate exists = builder.exists(subquery);
            query.where(exists);
            together(threads, 2, number -> {
                if (number == 0) {
                    query.from(User.class);
                } else {
                    assertThat(exists.isNegated()).isFalse();
                }
            });
        }
    }
}
