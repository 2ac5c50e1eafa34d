// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

@Entity
@Table(name = "library_author")
public class Author {

    @Id
    public Long id;

    public String name;

    @ManyToMany(mappedBy = "authors")
    public List<Book> books = new ArrayList<>();

    @Override
    public String toString() {
        return name;
    }
}
