// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import io.bindkey.it.scenarios.model.shared.Address;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The books that are there. */
public final class Library {

    private final EntityManager em;
    private final Map<String, Author> authors = new LinkedHashMap<>();

    private Library(EntityManager em) {
        this.em = em;
    }

    /** Persists all of it, in the transaction that is active. */
    public static void fill(EntityManager em) {
        new Library(em).fill();
    }

    private void fill() {
        Publisher north = publisher(1, "North", "London");
        Publisher south = publisher(2, "South", "Paris");
        publisher(3, "Empty", "Rome");
        for (String name : List.of("Ada", "Bob", "Cleo")) {
            Author author = new Author();
            author.id = authors.size() + 1L;
            author.name = name;
            authors.put(name, author);
            em.persist(author);
        }
        Novel emma = new Novel();
        emma.hero = "Emma";
        book(1, emma, "Emma", Genre.NOVEL, 400, "9.50", 1815, north, "Ada");
        emma.subtitle = "A Novel";
        emma.tags.addAll(List.of("classic", "love"));
        emma.translations.put("de", "Emma und die Liebe");
        Novel dune = new Novel();
        dune.hero = "Paul";
        book(2, dune, "Dune", Genre.NOVEL, 600, "12.00", 1965, south, "Bob", "Cleo");
        dune.lent = true;
        dune.tags.add("desert");
        dune.translations.put("de", "Der Wuestenplanet");
        dune.translations.put("fr", "Dune");
        book(3, new Book(), "Logic", Genre.SCIENCE, 200, "30.25", 1999, north, "Ada", "Bob");
        Book sets = book(4, new Book(), "Sets", Genre.SCIENCE, 150, "25.00", 2001, south, "Cleo");
        sets.tags.add("classic");
        book(5, new Book(), "Rome_500", Genre.HISTORY, 350, "18.75", 2010, south);
    }

    private Publisher publisher(long id, String name, String city) {
        Publisher publisher = new Publisher();
        publisher.id = id;
        publisher.name = name;
        publisher.address = Address.of(name + " Street", city);
        em.persist(publisher);
        return publisher;
    }

    private Book book(
            long id,
            Book book,
            String title,
            Genre genre,
            int pages,
            String price,
            int year,
            Publisher publisher,
            String... by) {
        book.id = id;
        book.title = title;
        book.genre = genre;
        book.pages = pages;
        book.price = new BigDecimal(price);
        book.published = LocalDate.of(year, 1, 31);
        book.publisher = publisher;
        publisher.books.add(book);
        for (String name : by) {
            Author author = authors.get(name);
            if (author == null) {
                throw new IllegalArgumentException(name);
            }
            book.authors.add(author);
            author.books.add(book);
        }
        em.persist(book);
        return book;
    }
}
