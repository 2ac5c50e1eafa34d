// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import io.bindkey.it.scenarios.criteria.Scenario.Body;
import io.bindkey.it.scenarios.model.auth.library.Author;
import io.bindkey.it.scenarios.model.auth.library.Book;
import io.bindkey.it.scenarios.model.auth.library.Book_;
import io.bindkey.it.scenarios.model.auth.library.Genre;
import io.bindkey.it.scenarios.model.auth.library.Novel;
import io.bindkey.it.scenarios.model.auth.library.Publisher;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaBuilder.Case;
import jakarta.persistence.criteria.CriteriaBuilder.Coalesce;
import jakarta.persistence.criteria.CriteriaBuilder.In;
import jakarta.persistence.criteria.CriteriaBuilder.SimpleCase;
import jakarta.persistence.criteria.CriteriaBuilder.Trimspec;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.ListJoin;
import jakarta.persistence.criteria.MapJoin;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.ParameterExpression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import jakarta.persistence.criteria.SetJoin;
import jakarta.persistence.criteria.Subquery;
import jakarta.persistence.metamodel.EntityType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Criteria queries over the library, by the standard alone (Jakarta Persistence 3.1, chapter 6). What comes out is told
 * in words and in a fixed order, so that it can be compared.
 */
public final class CriteriaCorpus {

    private final List<Scenario> scenarios = new ArrayList<>();

    private CriteriaCorpus() {}

    /** {@return all scenarios, each under a name of its own} */
    public static List<Scenario> scenarios() {
        CriteriaCorpus corpus = new CriteriaCorpus();
        corpus.selections();
        corpus.conditions();
        corpus.functions();
        corpus.cases();
        corpus.groups();
        corpus.joins();
        corpus.subqueries();
        corpus.parameters();
        corpus.beforeTheRoot();
        corpus.changes();
        corpus.metamodel();
        corpus.questions();
        return List.copyOf(corpus.scenarios);
    }

    private void add(String name, Body body) {
        scenarios.add(new Scenario(name, body));
    }

    /** A query of titles with one condition. */
    private void where(String name, BiFunction<CriteriaBuilder, Root<Book>, Expression<Boolean>> condition) {
        add(name, (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Book> book = query.from(Book.class);
            query.select(book.get("title")).where(condition.apply(b, book)).orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
    }

    /** A query of one value for each book. */
    private void value(String name, BiFunction<CriteriaBuilder, Root<Book>, Expression<?>> expression) {
        add(name, (b, em) -> {
            CriteriaQuery<Object> query = b.createQuery(Object.class);
            Root<Book> book = query.from(Book.class);
            query.select(expression.apply(b, book)).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
    }

    /** A query of books. */
    private void books(String name, BiFunction<CriteriaBuilder, CriteriaQuery<Book>, CriteriaQuery<Book>> completion) {
        add(name, (b, em) -> {
            CriteriaQuery<Book> query = completion.apply(b, b.createQuery(Book.class));
            return words(em.createQuery(query).getResultList());
        });
    }

    private static String words(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(CriteriaCorpus::words).toList().toString();
        }
        if (value instanceof Object[] array) {
            return words(Arrays.asList(array));
        }
        if (value instanceof Tuple tuple) {
            return words(tuple.toArray());
        }
        // Providers differ in the scale of what they have calculated, not in what they have stored.
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(value);
    }

    private void selections() {
        books("select an entity", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            return query.select(book).orderBy(b.desc(book.get("title")));
        });
        books("select the root by default", (b, query) -> {
            query.from(Book.class);
            return query.where(b.equal(query.getRoots().iterator().next().get("id"), 2L));
        });
        add("select a subclass", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Novel> novel = query.from(Novel.class);
            query.select(novel.get("hero")).orderBy(b.asc(novel.get("hero")));
            return em.createQuery(query).getResultList();
        });
        add("distinct", (b, em) -> {
            CriteriaQuery<Genre> query = b.createQuery(Genre.class);
            Root<Book> book = query.from(Book.class);
            query.select(book.get("genre")).distinct(true).orderBy(b.asc(book.get("genre")));
            return em.createQuery(query).getResultList();
        });
        add("tuple by alias", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            query.multiselect(book.get("title").alias("t"), book.get("pages").alias("p"))
                    .orderBy(b.asc(book.get("pages")));
            return em.createQuery(query).getResultList().stream()
                    .map(t -> t.get("t", String.class) + t.get("p"))
                    .toList();
        });
        add("tuple by element", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            query.multiselect(List.of(book.get("id"), book.get("price"))).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("tuple of a compound selection", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createQuery(Tuple.class);
            Root<Book> book = query.from(Book.class);
            query.select(b.tuple(book.get("id"), b.upper(book.get("title")))).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("array", (b, em) -> {
            CriteriaQuery<Object[]> query = b.createQuery(Object[].class);
            Root<Book> book = query.from(Book.class);
            query.select(b.array(book.get("id"), book.get("genre"))).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("construct", (b, em) -> {
            CriteriaQuery<Summary> query = b.createQuery(Summary.class);
            Root<Book> book = query.from(Book.class);
            query.select(b.construct(Summary.class, book.get("title"), book.get("pages")))
                    .orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
        books("order by two", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            List<Order> order = List.of(b.asc(book.get("genre")), b.desc(book.get("pages")));
            return query.select(book).orderBy(order);
        });
        add("a page", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            query.orderBy(b.asc(query.from(Book.class).get("id")));
            return words(
                    em.createQuery(query).setFirstResult(1).setMaxResults(2).getResultList());
        });
    }

    private void conditions() {
        where("equal", (b, book) -> b.equal(book.get("title"), "Dune"));
        where(
                "not equal",
                (b, book) -> b.notEqual(book.get("title"), book.get("publisher").get("name")));
        where("compare numbers", (b, book) -> b.and(b.gt(book.get("pages"), 150), b.le(book.get("pages"), 400)));
        where(
                "compare dates",
                (b, book) -> b.greaterThanOrEqualTo(book.<LocalDate>get("published"), LocalDate.of(1999, 1, 31)));
        where("between", (b, book) -> b.between(book.get("price"), new BigDecimal("10"), new BigDecimal("28")));
        where("like", (b, book) -> b.like(book.get("title"), "%e"));
        where("like with escape", (b, book) -> b.like(book.get("title"), "%\\_%", '\\'));
        where("not like", (b, book) -> b.notLike(book.get("title"), "%e%"));
        where("in values", (b, book) -> book.get("title").in("Emma", "Sets", "Nothing"));
        where("in a collection", (b, book) -> book.get("genre").in(List.of(Genre.HISTORY, Genre.SCIENCE)));
        where("in expressions", (b, book) -> book.get("title").in(b.literal("Emma"), b.literal("Sets")));
        where("in, built up", (b, book) -> {
            In<Integer> in = b.in(book.get("pages"));
            return in.value(200).value(b.literal(600));
        });
        where("is null", (b, book) -> b.isNull(book.get("subtitle")));
        where("is not null", (b, book) -> book.get("subtitle").isNotNull());
        where("is true", (b, book) -> b.isTrue(book.get("lent")));
        where("is false", (b, book) -> b.isFalse(book.get("lent")));
        where(
                "or, not",
                (b, book) -> b.or(
                        b.not(b.lt(book.get("pages"), 600)),
                        b.equal(book.get("genre"), Genre.HISTORY).not().not()));
        where("conjunction grown", (b, book) -> {
            Predicate all = b.conjunction();
            all = b.and(all, b.ge(book.get("pages"), 200));
            return b.and(all, b.le(book.get("pages"), 400));
        });
        where("disjunction grown", (b, book) -> {
            Predicate any = b.disjunction();
            any = b.or(any, b.equal(book.get("id"), 1L));
            return b.or(any, b.equal(book.get("id"), 5L));
        });
        where("array of conditions", (b, book) -> {
            List<Predicate> list = List.of(b.isNotEmpty(book.get("authors")), b.isEmpty(book.get("tags")));
            return b.and(list.toArray(new Predicate[0]));
        });
        where("size", (b, book) -> b.equal(b.size(book.<Set<Author>>get("authors")), 2));
        where("member", (b, book) -> b.isMember("classic", book.get("tags")));
        where("not member", (b, book) -> b.isNotMember("classic", book.get("tags")));
        where("type", (b, book) -> b.equal(book.type(), Novel.class));
        where("treat", (b, book) -> b.equal(b.treat(book, Novel.class).get("hero"), "Paul"));
        where(
                "embedded",
                (b, book) -> b.equal(book.get("publisher").get("address").get("city"), "London"));
    }

    private void functions() {
        value("lower, upper", (b, book) -> b.concat(b.lower(book.get("title")), b.upper(book.get("title"))));
        value("length", (b, book) -> b.length(book.get("title")));
        value("substring", (b, book) -> b.substring(book.get("title"), 2, 2));
        value("trim", (b, book) -> b.trim(Trimspec.LEADING, 'E', book.get("title")));
        value("locate", (b, book) -> b.locate(book.get("title"), "e"));
        value(
                "arithmetic",
                (b, book) -> b.sum(b.prod(b.diff(book.<Integer>get("pages"), 100), 2), b.mod(book.get("pages"), 7)));
        value("negative, absolute", (b, book) -> b.abs(b.neg(book.<Integer>get("pages"))));
        value("floor of a square root", (b, book) -> b.floor(b.sqrt(book.<Integer>get("pages"))));
        value("coalesce", (b, book) -> b.coalesce(book.get("subtitle"), book.get("title")));
        value("coalesce, built up", (b, book) -> {
            Coalesce<String> coalesce = b.coalesce();
            return coalesce.value(book.<String>get("subtitle")).value("none");
        });
        value("nullif", (b, book) -> b.coalesce(b.nullif(book.<String>get("title"), "Dune"), "sand"));
        value(
                "function of the database",
                (b, book) -> b.function("replace", String.class, book.get("title"), b.literal("e"), b.literal("3")));
        where("current date", (b, book) -> b.lessThan(book.get("published"), b.localDate()));
        value("enum as it is", (b, book) -> book.get("genre"));
        value("boolean as it is", (b, book) -> book.get("lent"));
    }

    private void cases() {
        value("searched case", (b, book) -> b.<String>selectCase()
                .when(b.gt(book.get("pages"), 300), "thick")
                .when(b.gt(book.get("pages"), 180), b.lower(book.get("title")))
                .otherwise("thin"));
        value("simple case", (b, book) -> {
            SimpleCase<Integer, String> simple = b.selectCase(book.get("pages"));
            return simple.when(200, "two").when(150, b.upper(book.get("title"))).otherwise("more");
        });
    }

    private void groups() {
        add("count", (b, em) -> {
            CriteriaQuery<Long> query = b.createQuery(Long.class);
            query.select(b.count(query.from(Book.class)));
            return em.createQuery(query).getSingleResult();
        });
        add("count distinct", (b, em) -> {
            CriteriaQuery<Long> query = b.createQuery(Long.class);
            query.select(b.countDistinct(query.from(Book.class).get("genre")));
            return em.createQuery(query).getSingleResult();
        });
        add("aggregates", (b, em) -> {
            CriteriaQuery<Object[]> query = b.createQuery(Object[].class);
            Root<Book> book = query.from(Book.class);
            query.multiselect(
                    b.sum(book.<Integer>get("pages")),
                    b.avg(book.<Integer>get("pages")),
                    b.min(book.<Integer>get("pages")),
                    b.max(book.<BigDecimal>get("price")),
                    b.least(book.<String>get("title")),
                    b.greatest(book.<LocalDate>get("published")));
            return words(em.createQuery(query).getSingleResult());
        });
        add("group and having", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            query.multiselect(book.get("genre"), b.count(book))
                    .groupBy(book.get("genre"))
                    .having(b.gt(b.count(book), 1))
                    .orderBy(b.asc(book.get("genre")));
            return words(em.createQuery(query).getResultList());
        });
        add("group by a list", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            List<Expression<?>> keys = new ArrayList<>();
            keys.add(book.get("genre"));
            keys.add(book.get("lent"));
            query.multiselect(book.get("genre"), book.get("lent"), b.sum(book.<Integer>get("pages")))
                    .groupBy(keys)
                    .orderBy(b.asc(book.get("genre")), b.asc(book.get("lent")));
            return words(em.createQuery(query).getResultList());
        });
    }

    private void joins() {
        add("join", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            Join<Book, Author> author = book.join("authors");
            query.multiselect(book.get("title"), author.get("name"))
                    .orderBy(b.asc(book.get("id")), b.asc(author.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("left join", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Publisher> publisher = query.from(Publisher.class);
            SetJoin<Publisher, Book> book = publisher.joinSet("books", JoinType.LEFT);
            query.multiselect(publisher.get("name"), b.count(book))
                    .groupBy(publisher.get("name"))
                    .orderBy(b.asc(publisher.get("name")));
            return words(em.createQuery(query).getResultList());
        });
        add("join on a condition", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Author> author = query.from(Author.class);
            ListJoin<Author, Book> book = author.joinList("books", JoinType.LEFT);
            book.on(b.gt(book.get("pages"), 300));
            query.multiselect(author.get("name"), book.get("title")).orderBy(b.asc(author.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("joins of joins", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Author> author = query.from(Author.class);
            Join<Book, Publisher> publisher = author.join("books").join("publisher");
            query.select(publisher.get("name"))
                    .distinct(true)
                    .where(b.equal(author.get("name"), "Bob"))
                    .orderBy(b.asc(publisher.get("name")));
            return em.createQuery(query).getResultList();
        });
        add("join of values", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            Join<Book, String> tag = book.join("tags");
            query.multiselect(book.get("title"), tag).orderBy(b.asc(book.get("id")), b.asc(tag));
            return words(em.createQuery(query).getResultList());
        });
        add("join of a map", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            MapJoin<Book, String, String> translation = book.joinMap("translations");
            query.multiselect(book.get("title"), translation.key(), translation.value())
                    .where(b.equal(translation.key(), "de"))
                    .orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        books("fetch", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            book.fetch("publisher", JoinType.LEFT);
            book.fetch("tags");
            return query.select(book).where(b.equal(book.get("id"), 4L));
        });
        add("fetch of a fetch", (b, em) -> {
            CriteriaQuery<Author> query = b.createQuery(Author.class);
            Root<Author> author = query.from(Author.class);
            author.fetch("books").fetch("publisher");
            query.select(author).where(b.equal(author.get("name"), "Bob")).distinct(true);
            Author bob = em.createQuery(query).getSingleResult();
            em.detach(bob);
            return bob.books.stream().map(book -> book.publisher.name).sorted().toList();
        });
        add("treat of a join", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Publisher> publisher = query.from(Publisher.class);
            SetJoin<Publisher, Book> book = publisher.joinSet("books");
            SetJoin<Publisher, Novel> novel = b.treat(book, Novel.class);
            query.select(novel.get("hero")).orderBy(b.asc(novel.get("hero")));
            return em.createQuery(query).getResultList();
        });
        add("two roots", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            Root<Author> author = query.from(Author.class);
            query.multiselect(book.get("title"), author.get("name"))
                    .where(b.equal(book.get("id"), author.get("id")))
                    .orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).getResultList());
        });
    }

    private void subqueries() {
        books("exists", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Long> by = query.subquery(Long.class);
            Root<Author> author = by.from(Author.class);
            by.select(author.get("id"))
                    .where(b.equal(author.get("name"), "Ada"), b.isMember(author, book.<Set<Author>>get("authors")));
            return query.select(book).where(b.exists(by)).orderBy(b.asc(book.get("id")));
        });
        books("not exists, correlated join", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Author> authors = query.subquery(Author.class);
            Join<Book, Author> author = authors.correlate(book).join("authors");
            authors.select(author);
            return query.select(book).where(b.not(b.exists(authors)));
        });
        books("in a subquery", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Long> ids = query.subquery(Long.class);
            Root<Publisher> publisher = ids.from(Publisher.class);
            ids.select(publisher.get("id"))
                    .where(b.equal(publisher.get("address").get("city"), "Paris"));
            return query.select(book)
                    .where(b.in(book.get("publisher").get("id")).value(ids))
                    .orderBy(b.asc(book.get("id")));
        });
        books("greater than all", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Integer> pages = query.subquery(Integer.class);
            Root<Book> science = pages.from(Book.class);
            pages.select(science.get("pages")).where(b.equal(science.get("genre"), Genre.SCIENCE));
            return query.select(book)
                    .where(b.greaterThan(book.get("pages"), b.all(pages)))
                    .orderBy(b.asc(book.get("id")));
        });
        books("less than any", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Integer> pages = query.subquery(Integer.class);
            Root<Novel> novel = pages.from(Novel.class);
            pages.select(novel.get("pages"));
            return query.select(book)
                    .where(b.lessThan(book.get("pages"), b.any(pages)))
                    .orderBy(b.asc(book.get("id")));
        });
        books("equal to an aggregate", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Integer> most = query.subquery(Integer.class);
            most.select(b.max(most.from(Book.class).<Integer>get("pages")));
            return query.select(book).where(b.equal(book.get("pages"), most));
        });
        books("a subquery in a subquery", (b, query) -> {
            Root<Book> book = query.from(Book.class);
            Subquery<Long> outer = query.subquery(Long.class);
            Root<Publisher> publisher = outer.from(Publisher.class);
            Subquery<Long> inner = outer.subquery(Long.class);
            Root<Book> other = inner.from(Book.class);
            inner.select(other.get("publisher").get("id")).where(b.equal(other.get("title"), "Logic"));
            outer.select(publisher.get("id")).where(publisher.get("id").in(inner));
            return query.select(book)
                    .where(book.get("publisher").get("id").in(outer))
                    .orderBy(b.asc(book.get("id")));
        });
        add("a subquery in the selection", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Author> author = query.from(Author.class);
            Subquery<Long> count = query.subquery(Long.class);
            count.select(b.count(count.correlate(author).join("books")));
            query.multiselect(author.get("name"), count).orderBy(b.asc(author.get("id")));
            return words(em.createQuery(query).getResultList());
        });
    }

    private void parameters() {
        add("parameter with a name", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            query.where(b.equal(query.from(Book.class).get("title"), b.parameter(String.class, "title")));
            return words(em.createQuery(query).setParameter("title", "Dune").getResultList());
        });
        add("parameter without a name", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            ParameterExpression<Integer> least = b.parameter(Integer.class);
            ParameterExpression<Integer> most = b.parameter(Integer.class);
            query.where(b.between(book.get("pages"), least, most)).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query)
                    .setParameter(least, 160)
                    .setParameter(most, 380)
                    .getResultList());
        });
        add("one parameter twice", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            ParameterExpression<String> word = b.parameter(String.class, "word");
            query.where(b.or(b.equal(book.get("title"), word), b.equal(book.get("subtitle"), word)));
            return words(em.createQuery(query).setParameter(word, "A Novel").getResultList());
        });
        add("a list as parameter", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            query.where(book.get("title").in(b.parameter(List.class, "titles"))).orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query)
                    .setParameter("titles", List.of("Emma", "Sets"))
                    .getResultList());
        });
        add("an entity as parameter and as value", (b, em) -> {
            Publisher north = em.getReference(Publisher.class, 1L);
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            ParameterExpression<Publisher> given = b.parameter(Publisher.class);
            query.where(b.equal(book.get("publisher"), given), b.equal(book.get("publisher"), north))
                    .orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).setParameter(given, north).getResultList());
        });
        add("what a query says of its parameters", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            ParameterExpression<String> title = b.parameter(String.class, "title");
            query.where(b.equal(query.from(Book.class).get("title"), title));
            Query created = em.createQuery(query).setParameter(title, "Dune");
            return List.of(
                    query.getParameters().contains(title),
                    created.isBound(title),
                    created.getParameterValue(title),
                    created.getParameterValue("title"),
                    created.getParameters().size(),
                    created.getParameter("title").getName());
        });
    }

    private void beforeTheRoot() {
        add("everything made before the root", (b, em) -> {
            ParameterExpression<Integer> least = b.parameter(Integer.class, "least");
            Expression<String> none = b.literal("none");
            Predicate yes = b.and(b.conjunction(), b.equal(b.literal(1), 1));
            Predicate other = b.not(b.equal(b.literal(1), 2));
            Expression<LocalDate> today = b.localDate();
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            query.distinct(true).where(b.not(yes));
            Root<Book> book = query.from(Book.class);
            query.multiselect(
                            book.get("id").alias("id"),
                            b.coalesce(book.get("subtitle"), none).alias("word"))
                    .where(b.ge(book.get("pages"), least), b.lessThan(book.get("published"), today), other)
                    .orderBy(b.asc(book.get("id")));
            return words(em.createQuery(query).setParameter(least, 300).getResultList());
        });
        add("a case before the root", (b, em) -> {
            Case<String> kind = b.selectCase();
            kind.when(b.equal(b.literal(1), 2), "never");
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Book> book = query.from(Book.class);
            Expression<String> all =
                    kind.when(b.equal(book.get("genre"), Genre.NOVEL), "novel").otherwise("other");
            query.select(all).orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
        add("a subquery before the root", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Subquery<Long> outer = query.subquery(Long.class);
            Subquery<Long> inner = outer.subquery(Long.class);
            Predicate found = b.exists(outer);
            outer.where(b.exists(inner));
            Root<Author> author = inner.from(Author.class);
            inner.select(author.get("id")).where(b.equal(author.get("name"), "Ada"));
            Root<Publisher> publisher = outer.from(Publisher.class);
            outer.select(publisher.get("id"));
            Root<Book> book = query.from(Book.class);
            query.select(book.get("title")).where(found).orderBy(b.asc(book.get("id")));
            return em.createQuery(query).getResultList();
        });
        add("one expression in two queries", (b, em) -> {
            ParameterExpression<String> start = b.parameter(String.class, "start");
            Expression<String> pattern = b.concat(start, b.literal("%"));
            CriteriaQuery<Book> books = b.createQuery(Book.class);
            books.where(b.like(books.from(Book.class).get("title"), pattern));
            CriteriaQuery<Publisher> publishers = b.createQuery(Publisher.class);
            publishers.where(b.like(publishers.from(Publisher.class).get("name"), pattern));
            return words(List.of(
                    em.createQuery(books).setParameter(start, "E").getResultList(),
                    em.createQuery(publishers).setParameter(start, "N").getResultList()));
        });
        add("values before the root", (b, em) -> {
            Predicate in = b.literal("b").in(List.of("a", "b"));
            CriteriaQuery<Long> query = b.createQuery(Long.class);
            Root<Book> book = query.from(Book.class);
            query.select(b.count(book)).where(in);
            return em.createQuery(query).getSingleResult();
        });
    }

    private void changes() {
        add("update by name", (b, em) -> {
            CriteriaUpdate<Book> update = b.createCriteriaUpdate(Book.class);
            Root<Book> book = update.from(Book.class);
            update.set("lent", true).where(b.equal(book.get("genre"), Genre.SCIENCE));
            return em.createQuery(update).executeUpdate() + " of " + lent(em, b);
        });
        add("update by path and expression", (b, em) -> {
            CriteriaUpdate<Book> update = b.createCriteriaUpdate(Book.class);
            Root<Book> book = update.from(Book.class);
            update.set(book.<Integer>get("pages"), b.sum(book.<Integer>get("pages"), 1))
                    .set(book.<String>get("subtitle"), b.literal("changed"))
                    .where(b.gt(book.<Integer>get("pages"), 300));
            int changed = em.createQuery(update).executeUpdate();
            CriteriaQuery<Object[]> after = b.createQuery(Object[].class);
            Root<Book> each = after.from(Book.class);
            after.multiselect(each.get("pages"), each.get("subtitle")).orderBy(b.asc(each.get("id")));
            return changed + words(em.createQuery(after).getResultList());
        });
        add("update with a parameter", (b, em) -> {
            CriteriaUpdate<Author> update = b.createCriteriaUpdate(Author.class);
            Root<Author> author = update.getRoot() == null ? update.from(Author.class) : update.getRoot();
            ParameterExpression<String> name = b.parameter(String.class);
            update.set(author.<String>get("name"), name).where(b.equal(author.get("id"), 1L));
            return em.createQuery(update).setParameter(name, "Adele").executeUpdate();
        });
        add("delete", (b, em) -> {
            CriteriaDelete<Publisher> delete = b.createCriteriaDelete(Publisher.class);
            Root<Publisher> publisher = delete.from(Publisher.class);
            delete.where(b.equal(publisher.get("name"), "Empty"));
            int deleted = em.createQuery(delete).executeUpdate();
            CriteriaQuery<Long> left = b.createQuery(Long.class);
            left.select(b.count(left.from(Publisher.class)));
            return deleted + " of " + em.createQuery(left).getSingleResult();
        });
        add("delete by a subquery", (b, em) -> {
            CriteriaDelete<Publisher> delete = b.createCriteriaDelete(Publisher.class);
            Root<Publisher> publisher = delete.from(Publisher.class);
            Subquery<Long> used = delete.subquery(Long.class);
            used.select(used.from(Book.class).get("publisher").get("id"));
            delete.where(b.not(publisher.get("id").in(used)));
            return em.createQuery(delete).executeUpdate();
        });
    }

    private static String lent(EntityManager em, CriteriaBuilder b) {
        CriteriaQuery<Long> query = b.createQuery(Long.class);
        Root<Book> book = query.from(Book.class);
        query.select(b.count(book)).where(b.isTrue(book.get("lent")));
        return words(em.createQuery(query).getSingleResult());
    }

    private void metamodel() {
        add("static metamodel", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            SetJoin<Book, Author> author = book.join(Book_.authors, JoinType.LEFT);
            query.multiselect(book.get(Book_.title), author.get("name"))
                    .where(b.gt(book.get(Book_.pages), 200))
                    .orderBy(b.asc(book.get(Book_.id)), b.asc(author.get("id")));
            return words(em.createQuery(query).getResultList());
        });
        add("static metamodel: map, fetch", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            MapJoin<Book, String, String> translation = book.join(Book_.translations);
            book.fetch(Book_.publisher);
            query.select(book).where(b.equal(translation.key(), "fr"));
            return words(em.createQuery(query).getResultList());
        });
        add("root by its type", (b, em) -> {
            EntityType<Book> type = em.getMetamodel().entity(Book.class);
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Book> book = query.from(type);
            query.select(book.get(type.getSingularAttribute("title", String.class)))
                    .orderBy(b.asc(book.get(type.getSingularAttribute("id"))));
            return em.createQuery(query).getResultList();
        });
        add("attribute of an embeddable", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Publisher> publisher = query.from(Publisher.class);
            query.select(publisher.get("address").get("street")).orderBy(b.asc(publisher.get("id")));
            return em.createQuery(query).getResultList();
        });
    }

    private void questions() {
        add("what a query knows of itself", (b, em) -> {
            CriteriaQuery<String> query = b.createQuery(String.class);
            Root<Book> book = query.from(Book.class);
            Expression<String> title = book.get("title");
            Order order = b.desc(title);
            query.select(title).groupBy(title).having(b.isNotNull(title)).orderBy(order);
            return List.of(
                    query.getResultType(),
                    query.isDistinct(),
                    query.getRoots().contains(book),
                    query.getSelection() == title,
                    query.getOrderList().get(0) == order,
                    order.getExpression() == title,
                    order.isAscending(),
                    query.getGroupList().contains(title),
                    query.getGroupRestriction() != null,
                    query.getRestriction() == null);
        });
        add("what a root knows of itself", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            Join<Book, Author> author = book.join("authors", JoinType.LEFT);
            book.fetch("publisher");
            return List.of(
                    book.getModel().getName(),
                    book.getJavaType(),
                    book.getJoins().contains(author),
                    book.getFetches().size(),
                    (Object) author.getParent() == book,
                    author.getJoinType(),
                    author.getAttribute().getName(),
                    book.get("publisher").get("name").getParentPath().getJavaType(),
                    book.isCorrelated(),
                    book.isCompoundSelection());
        });
        add("what a subquery knows of itself", (b, em) -> {
            CriteriaQuery<Book> query = b.createQuery(Book.class);
            Root<Book> book = query.from(Book.class);
            Subquery<Author> subquery = query.subquery(Author.class);
            Root<Book> correlated = subquery.correlate(book);
            SetJoin<Book, Author> author = correlated.joinSet("authors");
            subquery.select(author);
            return List.of(
                    subquery.getParent() == query,
                    correlated.isCorrelated(),
                    (Object) correlated.getCorrelationParent() == book,
                    subquery.getSelection() == author,
                    subquery.getResultType());
        });
        add("what a condition knows of itself", (b, em) -> {
            Root<Book> book = b.createQuery(Book.class).from(Book.class);
            Predicate both = b.and(b.isNull(book.get("title")), b.isNotNull(book.get("id")));
            return List.of(
                    both.getOperator(),
                    both.getExpressions().size(),
                    both.isNegated(),
                    b.disjunction().getExpressions().size(),
                    b.in(book.get("id")).getExpression() != null);
        });
        add("what an alias is", (b, em) -> {
            CriteriaQuery<Tuple> query = b.createTupleQuery();
            Root<Book> book = query.from(Book.class);
            Selection<Object> title = book.get("title").alias("t");
            query.multiselect(title);
            Function<Selection<?>, String> alias = Selection::getAlias;
            return List.of(
                    title.getAlias(),
                    query.getSelection().isCompoundSelection(),
                    alias.apply(query.getSelection().getCompoundSelectionItems().get(0)));
        });
    }
}
