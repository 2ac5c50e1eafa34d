// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import io.bindkey.it.scenarios.model.auth.library.Book;
import io.bindkey.it.scenarios.model.auth.library.Genre;
import io.bindkey.it.scenarios.model.auth.library.Publisher;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.JoinType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaCteCriteria;
import org.hibernate.query.criteria.JpaDerivedRoot;
import org.hibernate.query.criteria.JpaParameterExpression;
import org.hibernate.query.criteria.JpaRoot;
import org.hibernate.query.criteria.JpaSubQuery;
import org.hibernate.query.criteria.JpaWindow;

/** What Hibernate's builder has beyond the standard; compiled against 6.6. */
final class HibernateCriteriaCorpus {

    private HibernateCriteriaCorpus() {}

    static List<Scenario> scenarios() {
        Map<String, BiFunction<HibernateCriteriaBuilder, EntityManager, Object>> all = Map.ofEntries(
                Map.entry("ilike", HibernateCriteriaCorpus::ilike),
                Map.entry("text as a start", HibernateCriteriaCorpus::textAsAStart),
                Map.entry("root of a subquery", HibernateCriteriaCorpus::derivedRoot),
                Map.entry("common table expression", HibernateCriteriaCorpus::commonTable),
                Map.entry("recursive table before the root", HibernateCriteriaCorpus::recursiveTable),
                Map.entry("window", HibernateCriteriaCorpus::window),
                Map.entry("union", HibernateCriteriaCorpus::union),
                Map.entry("union before the roots", HibernateCriteriaCorpus::unionBeforeTheRoots),
                Map.entry("page inside the query", HibernateCriteriaCorpus::page),
                Map.entry("count query", HibernateCriteriaCorpus::countQuery),
                Map.entry("parts of a date", HibernateCriteriaCorpus::partsOfADate));
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Scenario(entry.getKey(), (builder, em) -> entry.getValue()
                        .apply((HibernateCriteriaBuilder) builder, em)))
                .toList();
    }

    private static Object ilike(HibernateCriteriaBuilder b, EntityManager em) {
        JpaParameterExpression<String> pattern = b.parameter(String.class, "pattern");
        JpaCriteriaQuery<String> query = b.createQuery(String.class);
        JpaRoot<Book> book = query.from(Book.class);
        query.select(book.get("title")).where(b.ilike(book.get("title"), pattern));
        Query<?> created = (Query<?>) em.createQuery(query).setParameter(pattern, "D%");
        return List.of(created.list(), created.getParameterMetadata().getParameterCount());
    }

    private static Object textAsAStart(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Book> query = b.createQuery("select b from Book b where b.pages > 300", Book.class);
        query.orderBy(b.desc(query.getRootList().get(0).get("title")));
        return em.createQuery(query).getResultList().toString();
    }

    private static Object derivedRoot(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Long> query = b.createQuery(Long.class);
        JpaSubQuery<Tuple> genres = query.subquery(Tuple.class);
        JpaRoot<Book> book = genres.from(Book.class);
        genres.multiselect(book.get("genre").alias("genre"), b.count(book).alias("books"))
                .groupBy(book.get("genre"));
        JpaDerivedRoot<Tuple> root = query.from(genres);
        query.select(root.get("books")).orderBy(b.asc(root.get("books")), b.asc(root.get("genre")));
        return em.createQuery(query).getResultList();
    }

    private static Object commonTable(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Tuple> thick = b.createTupleQuery();
        JpaRoot<Book> book = thick.from(Book.class);
        thick.multiselect(book.get("id").alias("id"), book.get("title").alias("title"))
                .where(b.gt(book.get("pages"), 300));
        JpaCriteriaQuery<String> query = b.createQuery(String.class);
        JpaCteCriteria<Tuple> table = query.with(thick);
        JpaRoot<Tuple> row = query.from(table);
        query.select(row.get("title")).orderBy(b.asc(row.get("id")));
        return em.createQuery(query).getResultList();
    }

    private static Object recursiveTable(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Tuple> start = b.createTupleQuery();
        JpaRoot<Book> first = start.from(Book.class);
        start.multiselect(first.get("id").alias("id")).where(b.equal(first.get("id"), 1L));
        JpaCriteriaQuery<Long> query = b.createQuery(Long.class);
        JpaCteCriteria<Tuple> table = query.withRecursiveUnionAll(start, self -> {
            JpaCriteriaQuery<Tuple> next = b.createTupleQuery();
            JpaRoot<Tuple> row = next.from(self);
            next.multiselect(b.sum(row.<Long>get("id"), 1L).alias("id")).where(b.lt(row.<Long>get("id"), 5L));
            return next;
        });
        JpaRoot<Tuple> row = query.from(table);
        query.select(row.get("id")).orderBy(b.asc(row.get("id")));
        return em.createQuery(query).getResultList();
    }

    private static Object window(HibernateCriteriaBuilder b, EntityManager em) {
        JpaWindow window = b.createWindow();
        JpaCriteriaQuery<Tuple> query = b.createTupleQuery();
        JpaRoot<Book> book = query.from(Book.class);
        window.partitionBy(book.get("genre")).orderBy(b.desc(book.get("pages")));
        query.multiselect(book.get("title"), b.rowNumber(window)).orderBy(b.asc(book.get("id")));
        return words(em.createQuery(query).getResultList());
    }

    private static JpaCriteriaQuery<String> titles(HibernateCriteriaBuilder b, Genre genre) {
        JpaCriteriaQuery<String> query = b.createQuery(String.class);
        JpaRoot<Book> book = query.from(Book.class);
        return query.select(book.get("title")).where(b.equal(book.get("genre"), genre));
    }

    private static Object union(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<String> both = b.unionAll(titles(b, Genre.NOVEL), titles(b, Genre.HISTORY));
        both.orderBy(b.asc(b.literal(1)));
        return em.createQuery(both).getResultList().stream().sorted().toList();
    }

    private static Object unionBeforeTheRoots(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<String> novels = b.createQuery(String.class);
        JpaCriteriaQuery<String> publishers = b.createQuery(String.class);
        JpaCriteriaQuery<String> all = b.union(novels, publishers);
        novels.select(novels.from(Book.class).get("title"));
        JpaRoot<Publisher> publisher = publishers.from(Publisher.class);
        publishers.select(publisher.get("name"));
        return em.createQuery(all).getResultList().stream().sorted().toList();
    }

    private static Object page(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<String> query = b.createQuery(String.class);
        query.fetch(2);
        query.offset(b.literal(1));
        JpaRoot<Book> book = query.from(Book.class);
        query.select(book.get("title")).orderBy(b.asc(book.get("title")));
        return em.createQuery(query).getResultList();
    }

    private static Object countQuery(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Book> query = b.createQuery(Book.class);
        JpaRoot<Book> book = query.from(Book.class);
        book.join("authors", JoinType.LEFT);
        query.where(b.gt(book.get("pages"), 150));
        return em.createQuery(query.createCountQuery()).getSingleResult();
    }

    private static Object partsOfADate(HibernateCriteriaBuilder b, EntityManager em) {
        JpaCriteriaQuery<Tuple> query = b.createTupleQuery();
        JpaRoot<Book> book = query.from(Book.class);
        query.multiselect(b.year(book.get("published")), b.month(book.get("published")))
                .orderBy(b.asc(book.get("id")));
        return words(em.createQuery(query).getResultList());
    }

    private static String words(List<Tuple> rows) {
        return rows.stream()
                .map(row -> Arrays.stream(row.toArray()).map(String::valueOf))
                .map((Stream<String> values) -> values.collect(Collectors.joining(",")))
                .collect(Collectors.joining("; "));
    }
}
