// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.depot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** In a catalog, which MariaDB calls a database. */
@Entity
@Table(name = "barrel", catalog = "bindkey_depot")
public class Barrel {

    /** A type that only its column has. */
    public enum Size {
        SMALL,
        LARGE
    }

    @Id
    @GeneratedValue
    public Long id;

    public int amount;

    @JdbcTypeCode(SqlTypes.ENUM)
    public Size size = Size.SMALL;
}
