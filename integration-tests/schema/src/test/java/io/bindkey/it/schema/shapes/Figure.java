// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shapes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** A whole table for each class. */
@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
public abstract class Figure {

    @Id
    public long id;

    public int colour;

    /** All in one table. */
    @Entity
    @Table(name = "circle")
    public static class Circle extends Figure {
        public int radius;
    }

    /** All in another. */
    @Entity
    @Table(name = "square")
    public static class Square extends Figure {
        public int side;
    }
}
