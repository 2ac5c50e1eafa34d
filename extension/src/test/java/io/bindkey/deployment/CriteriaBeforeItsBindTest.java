// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindKey;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Table;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.Subquery;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is made while nothing has decided the bind is tried out on binds that are open. */
class CriteriaBeforeItsBindTest {

    /** Known to one bind only. */
    @Embeddable
    static class Name {
        String first;
        String last;
    }

    @Entity(name = "Member")
    @Table(name = "members")
    @BindKey("auth")
    static class Member extends Entities.WithId {
        Name name;
    }

    private Application app;
    private EntityManager router;
    private CriteriaBuilder builder;

    @BeforeEach
    void start() {
        start("eager", "eager");
    }

    private void start(String ofDefault, String ofAuth) {
        app = Application.of(Invoice.class, Member.class)
                .withH2("default")
                .withH2("auth")
                .with("binds.default.start", ofDefault)
                .with("binds.auth.start", ofAuth)
                .start();
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
        builder = app.get(CriteriaBuilder.class, Bound.Literal.ROUTER);
    }

    private void restart(String ofDefault, String ofAuth) {
        app.close();
        start(ofDefault, ofAuth);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static <T> Expression<T> asExpression(Selection<T> selection) {
        return (Expression<T>) selection;
    }

    @Nested
    class ARefusal {

        @Test
        void isThatOfAllBinds() {
            assertThatThrownBy(() -> builder.nullLiteral(Thread.class)).isInstanceOf(IllegalArgumentException.class);
            assertThat(builder.nullLiteral(Name.class)).isNotNull();
        }

        @Test
        void waitsForABindThatIsNotOpenYet() {
            restart("eager", "lazy");
            assertThat(builder.nullLiteral(Thread.class)).isNotNull();
            assertThat(builder.nullLiteral(Name.class)).isNotNull();

            app.get(SchemaOps.class).create();
            assertThat(builder.nullLiteral(Name.class)).isNotNull();
            assertThatThrownBy(() -> builder.nullLiteral(Thread.class)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void ofTheStandardWaitsForNoBind() {
            restart("eager", "lazy");
            Selection<?> pair = builder.tuple(builder.literal(1), builder.literal(2));
            assertThatThrownBy(() -> builder.tuple(pair)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        @SuppressWarnings("deprecation") // It is still there.
        void leavesNothingBehind() {
            CriteriaQuery<Tuple> query = builder.createTupleQuery();
            Subquery<Long> members = builder.createQuery(Long.class).subquery(Long.class);
            Selection<?> pair =
                    builder.tuple(members.alias("n"), builder.literal(1).alias("one"));
            assertThatThrownBy(() -> query.multiselect(List.of(pair))).isInstanceOf(IllegalArgumentException.class);

            members.select(builder.count(members.from(Member.class)));
            assertThat(query.from(Invoice.class).getJavaType()).isEqualTo(Invoice.class);
        }

        @Test
        void ofNullNeedsNoOpenBind() {
            restart("lazy", "lazy");
            assertThatThrownBy(() -> builder.literal(null))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-115: A literal, other than nullLiteral(Class), must not be null.");
            assertThatThrownBy(() -> builder.parameter(null))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-115: The class of a parameter must not be null.");
        }
    }

    @Nested
    class AQuestion {

        @Test
        void hasNoAnswerWhileNoBindIsOpen() {
            restart("lazy", "lazy");
            ParameterExpression<String> name = builder.parameter(String.class, "name");
            assertThatThrownBy(name::getName)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-131: Nothing has decided yet which bind this criteria object belongs to, "
                            + "so it cannot answer. Call from(Entity.class) first.");
            assertThat(name).hasToString("criteria object that belongs to no bind yet");
        }

        @Test
        void toAConditionOfAQueryThatHasThatConditionIsAnswered() {
            CriteriaQuery<Long> query = builder.createQuery(Long.class);
            Subquery<Long> subquery = query.subquery(Long.class);
            Predicate exists = builder.exists(subquery);
            query.where(exists);

            assertThat(exists.isNegated()).isFalse();
            assertThat(query.getRestriction()).isSameAs(exists);
        }
    }

    @Nested
    class WhatGivesItself {

        @Test
        void isTheSameObject() {
            Expression<Integer> one = builder.literal(1);
            CriteriaQuery<Tuple> query = builder.createTupleQuery();

            assertThat(asExpression(one.alias("one"))).isSameAs(one);
            assertThat(query.distinct(true)).isSameAs(query);
            assertThat(query.where(builder.conjunction())).isSameAs(query);
        }

        /** As a constant that gets its alias in each query. */
        @Test
        void forgetsTheAliasThatItHadBefore() {
            Expression<Integer> one = builder.literal(1);
            WeakReference<String> first = new WeakReference<>(alias(one, "first"));
            alias(one, "second");

            assertThat(one.getAlias()).isEqualTo("second");
            for (int i = 0; i < 100 && first.get() != null; i++) {
                System.gc();
            }
            assertThat(first.get()).isNull();
        }

        @SuppressWarnings("StringOperationCanBeSimplified") // A literal would never be forgotten.
        private static String alias(Expression<?> expression, String name) {
            String alias = new String(name);
            expression.alias(alias);
            return alias;
        }
    }

    @Test
    void whatIsSaidLaterCountsForWhatWasUsedBefore() {
        app.get(SchemaOps.class).create();
        app.inRequest(() -> {
            router.getTransaction().begin();
            router.persist(new Member());
            router.getTransaction().commit();
            CriteriaBuilder.Case<String> kind = builder.selectCase();
            kind.when(builder.isTrue(builder.literal(false)), "never");
            Expression<String> loud = builder.upper(kind);
            CriteriaQuery<String> query = builder.createQuery(String.class);
            Root<Member> member = query.from(Member.class);
            query.select(loud).orderBy(builder.asc(member.get("id")));
            kind.when(builder.isTrue(builder.literal(true)), "later");

            assertThat(router.createQuery(query).getResultList()).containsExactly("LATER");
        });
    }

    @Test
    void nothingIsMadeAfterTheEnd() {
        Application ended = Application.of(Invoice.class, Member.class)
                .withH2("default")
                .withH2("auth")
                .start();
        CriteriaBuilder left = ended.get(CriteriaBuilder.class, Bound.Literal.ROUTER);
        ended.close();

        assertThatThrownBy(() -> left.literal(1))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("BINDKEY-141");
    }

    /** It is the application's own, and may do anything. */
    @Test
    void aFunctionIsCalledOnce() {
        AtomicInteger calls = new AtomicInteger();
        HibernateCriteriaBuilder hibernate = (HibernateCriteriaBuilder) builder;
        JpaCriteriaQuery<Tuple> start = hibernate.createTupleQuery();
        start.select(hibernate.tuple(hibernate.literal(1).alias("n")));
        JpaCriteriaQuery<Long> query = hibernate.createQuery(Long.class);
        var numbers = query.withRecursiveUnionAll(start, self -> {
            calls.incrementAndGet();
            JpaCriteriaQuery<Tuple> next = hibernate.createTupleQuery();
            JpaRoot<Tuple> row = next.from(self);
            next.select(hibernate.tuple(hibernate.sum(row.<Integer>get("n"), 1).alias("n")))
                    .where(hibernate.lt(row.<Integer>get("n"), 3));
            return next;
        });
        query.from(numbers);
        query.select(hibernate.count());

        app.inRequest(
                () -> assertThat(router.createQuery(query).getSingleResult()).isEqualTo(3));
        assertThat(calls).hasValue(1);
    }
}
