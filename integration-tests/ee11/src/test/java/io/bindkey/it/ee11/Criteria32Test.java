// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.ee11;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.CrossBindException;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.criteria.SameEverywhere;
import io.bindkey.it.scenarios.criteria.Scenario;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.library.Author;
import io.bindkey.it.scenarios.model.auth.library.Book;
import io.bindkey.it.scenarios.model.auth.library.Genre;
import io.bindkey.it.scenarios.model.auth.library.Library;
import io.bindkey.it.scenarios.model.auth.library.Publisher;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.LocalDateField;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jakarta Persistence 3.2 adds to criteria queries gives the same through the router. */
@TestInstance(Lifecycle.PER_CLASS)
class Criteria32Test {

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTables().start();
        app.inTransaction(Library::fill);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                set("union", (b, q) -> b.union(q.get(0), q.get(1))),
                set("union all", (b, q) -> b.unionAll(q.get(0), q.get(1))),
                set("intersect", (b, q) -> b.intersect(q.get(0), q.get(1))),
                set("except", (b, q) -> b.except(q.get(0), q.get(1))),
                set("union of unions", (b, q) -> b.union(b.unionAll(q.get(0), q.get(1)), q.get(0))),
                value(
                        "left, right",
                        (b, book) -> b.concat(b.left(book.get("title"), 2), b.right(book.get("title"), 1))),
                value("replace", (b, book) -> b.replace(book.get("title"), "e", "3")),
                value(
                        "concat of a list",
                        (b, book) -> b.concat(List.of(book.get("title"), b.literal("/"), book.get("title")))),
                value("extract", (b, book) -> b.extract(LocalDateField.YEAR, book.get("published"))),
                value("cast", (b, book) -> book.get("pages").cast(String.class)),
                where("equal to", (b, book) -> book.get("title").equalTo("Dune")),
                where("not equal to", (b, book) -> book.get("title").notEqualTo(book.get("subtitle"))),
                where(
                        "and of a list",
                        (b, book) -> b.and(List.of(b.gt(book.get("pages"), 200), b.isNull(book.get("subtitle"))))),
                where(
                        "or of a list made before the root",
                        (b, book) -> b.or(
                                List.of(b.literal(1).equalTo(2), b.literal("a").equalTo("a")))),
                new Scenario("nulls last", (b, em) -> {
                    CriteriaQuery<String> query = b.createQuery(String.class);
                    Root<Book> book = query.from(Book.class);
                    query.select(book.get("title"))
                            .orderBy(List.of(b.asc(book.get("subtitle"), Nulls.LAST), b.desc(book.get("title"))));
                    return em.createQuery(query).getResultList();
                }),
                new Scenario("join of an entity", (b, em) -> {
                    CriteriaQuery<Tuple> query = b.createTupleQuery();
                    Root<Book> book = query.from(Book.class);
                    Join<Book, Author> author = book.join(Author.class);
                    author.on(b.equal(author.get("id"), book.get("id")));
                    query.select(b.tuple(book.get("title"), author.get("name"))).orderBy(b.asc(book.get("id")));
                    return em.createQuery(query).getResultList().stream()
                            .map(row -> Arrays.toString(row.toArray()))
                            .toList();
                }),
                new Scenario("subquery of a type", (b, em) -> {
                    CriteriaQuery<String> query = b.createQuery(String.class);
                    Root<Publisher> publisher = query.from(Publisher.class);
                    Subquery<Book> books = query.subquery(em.getMetamodel().entity(Book.class));
                    Root<Book> book = books.from(Book.class);
                    books.select(book).where(b.equal(book.get("publisher"), publisher));
                    query.select(publisher.get("name"))
                            .where(List.of(b.exists(books)))
                            .orderBy(b.asc(publisher.get("name")));
                    return em.createQuery(query).getResultList();
                }));
    }

    private static CriteriaQuery<String> titles(CriteriaBuilder b, Genre... genres) {
        CriteriaQuery<String> query = b.createQuery(String.class);
        Root<Book> book = query.from(Book.class);
        return query.select(book.get("title")).where(book.get("genre").in(List.of(genres)));
    }

    private static Scenario set(
            String name, BiFunction<CriteriaBuilder, List<CriteriaQuery<String>>, CriteriaSelect<String>> operation) {
        return new Scenario(name, (b, em) -> {
            List<CriteriaQuery<String>> parts =
                    List.of(titles(b, Genre.NOVEL, Genre.SCIENCE), titles(b, Genre.SCIENCE, Genre.HISTORY));
            return em.createQuery(operation.apply(b, parts)).getResultList().stream()
                    .sorted()
                    .toList();
        });
    }

    private static Scenario where(String name, BiFunction<CriteriaBuilder, Root<Book>, Predicate> condition) {
        return new Scenario(name, (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Book> book = query.from(Book.class);
            query.select(book.get("title")).where(condition.apply(b, book)).orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
    }

    private static Scenario value(String name, BiFunction<CriteriaBuilder, Root<Book>, Expression<?>> expression) {
        return new Scenario(name, (b, em) -> {
            CriteriaQuery<Object> query = b.createQuery(Object.class);
            Root<Book> book = query.from(Book.class);
            query.select(expression.apply(b, book)).orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void givesTheSameThroughTheRouter(Scenario scenario) {
        SameEverywhere.check(app, AUTH, scenario);
    }

    @Test
    void aUnionOverTwoBindsIsRefused() {
        CriteriaBuilder b = app.router().getCriteriaBuilder();
        CriteriaQuery<String> names = b.createQuery(String.class);
        names.select(names.from(Person.class).get("name"));

        assertThatThrownBy(() -> b.union(names, titles(b, Genre.NOVEL)))
                .isInstanceOf(CrossBindException.class)
                .hasMessageContaining("names io.bindkey.it.scenarios.model.Person in bind 'default',"
                        + " io.bindkey.it.scenarios.model.auth.library.Book in bind 'auth'.");
    }

    @Test
    void aUnionMadeBeforeTheRootsIsRefusedWhereTheyCross() {
        CriteriaBuilder b = app.router().getCriteriaBuilder();
        CriteriaQuery<String> names = b.createQuery(String.class);
        CriteriaQuery<String> titles = b.createQuery(String.class);
        CriteriaSelect<String> both = b.union(names, titles);
        names.select(names.from(Person.class).get("name"));
        titles.select(titles.from(Book.class).get("title"));

        app.inRequest(
                () -> assertThatThrownBy(() -> app.router().createQuery(both)).isInstanceOf(CrossBindException.class));
    }
}
