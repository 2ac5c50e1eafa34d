// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Lives in the default bind, as does the user to whom it is associated. */
@Entity
public class Post {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne
    private User author;

    private String title;

    protected Post() {}

    Post(User author, String title) {
        this.author = author;
        this.title = title;
    }

    @Override
    public String toString() {
        return author + ": " + title;
    }
}
