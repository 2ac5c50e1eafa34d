// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import jakarta.persistence.metamodel.MapAttribute;
import jakarta.persistence.metamodel.SetAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.StaticMetamodel;
import java.math.BigDecimal;
import java.time.LocalDate;

/** As a generator would write it; the provider fills it in. */
@StaticMetamodel(Book.class)
@SuppressWarnings("NullAway.Init")
public abstract class Book_ {

    public static volatile SingularAttribute<Book, Long> id;
    public static volatile SingularAttribute<Book, String> title;
    public static volatile SingularAttribute<Book, String> subtitle;
    public static volatile SingularAttribute<Book, Integer> pages;
    public static volatile SingularAttribute<Book, BigDecimal> price;
    public static volatile SingularAttribute<Book, LocalDate> published;
    public static volatile SingularAttribute<Book, Genre> genre;
    public static volatile SingularAttribute<Book, Boolean> lent;
    public static volatile SingularAttribute<Book, Publisher> publisher;
    public static volatile SetAttribute<Book, Author> authors;
    public static volatile SetAttribute<Book, String> tags;
    public static volatile MapAttribute<Book, String, String> translations;

    private Book_() {}
}
