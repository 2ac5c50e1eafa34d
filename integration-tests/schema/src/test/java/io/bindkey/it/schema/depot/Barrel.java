// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.depot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** In a catalog, which MariaDB calls a database. */
@Entity
@Table(name = "barrel", catalog = "bindkey_depot")
public class Barrel {

    @Id
    @GeneratedValue
    public Long id;

    public int amount;
}
