// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Has no key, so it lives in the default bind. */
@Entity
@Table(name = "users") // "user" is a reserved word of SQL.
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;

    @OneToMany(mappedBy = "author", cascade = CascadeType.PERSIST)
    private List<Post> posts = new ArrayList<>();

    protected User() {}

    public User(String name) {
        this.name = name;
    }

    public void write(String title) {
        posts.add(new Post(this, title));
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
