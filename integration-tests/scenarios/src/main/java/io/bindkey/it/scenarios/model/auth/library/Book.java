// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has an attribute of every kind that a criteria query can ask for. */
@Entity
@Table(name = "library_book")
public class Book {

    @Id
    public Long id;

    public String title;

    public @Nullable String subtitle;

    public int pages;

    @Column(precision = 10, scale = 2)
    public BigDecimal price;

    public LocalDate published;

    @Enumerated(EnumType.STRING)
    public Genre genre;

    public boolean lent;

    @ManyToOne(fetch = FetchType.LAZY)
    public Publisher publisher;

    @ManyToMany
    @JoinTable(
            name = "library_book_author",
            joinColumns = @JoinColumn(name = "book_id"),
            inverseJoinColumns = @JoinColumn(name = "author_id"))
    public Set<Author> authors = new LinkedHashSet<>();

    @ElementCollection
    @CollectionTable(name = "library_book_tag", joinColumns = @JoinColumn(name = "book_id"))
    @Column(name = "tag")
    public Set<String> tags = new LinkedHashSet<>();

    /** By language. */
    @ElementCollection
    @CollectionTable(name = "library_book_title", joinColumns = @JoinColumn(name = "book_id"))
    @MapKeyColumn(name = "lang")
    @Column(name = "translated")
    public Map<String, String> translations = new LinkedHashMap<>();

    @Override
    public String toString() {
        return title;
    }
}
