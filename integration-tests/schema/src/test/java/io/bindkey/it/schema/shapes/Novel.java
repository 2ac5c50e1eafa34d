// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shapes;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Numbered by a sequence, with a join table, a collection table, keys and indexes. */
@Entity
@Table(
        name = "novel",
        indexes = {@Index(name = "novel_price", columnList = "price"), @Index(columnList = "published desc, title")},
        uniqueConstraints = @UniqueConstraint(columnNames = {"title", "author_id"}))
public class Novel {

    /** Kept as text. */
    public enum Genre {
        CRIME,
        POETRY
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    public Long id;

    @Column(length = 120, nullable = false)
    public String title;

    @Column(precision = 10, scale = 2)
    public @Nullable BigDecimal price;

    public @Nullable Instant published;
    public @Nullable LocalDateTime printed;
    public @Nullable UUID isbn;
    public boolean available;
    public double weight;
    public short pages;
    public byte @Nullable [] cover;

    @Enumerated(EnumType.STRING)
    public Genre genre = Genre.POETRY;

    @Enumerated
    public Genre secondGenre = Genre.CRIME;

    @ManyToOne(optional = false)
    public Author author;

    @ManyToMany
    @JoinTable(name = "novel_tags")
    public Set<Tag> tags = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "novel_keywords")
    public Set<String> keywords = new HashSet<>();

    protected Novel() {}

    public Novel(String title, Author author) {
        this.title = title;
        this.author = author;
    }
}
