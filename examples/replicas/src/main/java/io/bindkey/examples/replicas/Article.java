// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.replicas;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Written on the primary, and read wherever it has arrived. */
@Entity
public class Article {

    @Id
    @GeneratedValue
    public Long id;

    public String title;

    protected Article() {}

    public Article(String title) {
        this.title = title;
    }
}
