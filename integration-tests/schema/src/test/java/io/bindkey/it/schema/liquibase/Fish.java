// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.liquibase;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** In db/migration/liquibase. */
@Entity
@Table(name = "fish")
public class Fish {

    @Id
    public long id;

    @Column(length = 50, nullable = false)
    public String name;
}
