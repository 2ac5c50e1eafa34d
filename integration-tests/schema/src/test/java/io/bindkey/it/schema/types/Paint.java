// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.types;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** With an enum type of the database, which only PostgreSQL has in Hibernate 6.6. */
@Entity
@Table(name = "paint")
public class Paint {

    /** The type. */
    public enum Colour {
        RED,
        GREEN
    }

    @Id
    public long id;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    public Colour colour = Colour.RED;
}
