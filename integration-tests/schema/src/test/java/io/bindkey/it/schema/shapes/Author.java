// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shapes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Numbered by the database, in two tables, with a reference to itself, and in a circle with {@link Novel}. */
@Entity
@Table(name = "author")
@SecondaryTable(name = "author_details")
public class Author {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @Column(length = 100, nullable = false)
    public String name;

    @Column(unique = true)
    public @Nullable String email;

    @Column(table = "author_details")
    public @Nullable LocalDate birthday;

    @Lob
    @Column(table = "author_details")
    public @Nullable String biography;

    @ManyToOne
    public @Nullable Author mentor;

    @ManyToOne
    public @Nullable Novel favourite;

    protected Author() {}

    public Author(String name) {
        this.name = name;
    }
}
