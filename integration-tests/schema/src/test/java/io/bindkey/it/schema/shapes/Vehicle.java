// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shapes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;

/** A table for what is common, one for each subclass. */
@Entity
@Table(name = "vehicle")
@Inheritance(strategy = InheritanceType.JOINED)
public class Vehicle {

    @Id
    @GeneratedValue
    public Long id;

    public int wheels;

    /** With a table of its own. */
    @Entity
    @Table(name = "truck")
    public static class Truck extends Vehicle {
        public int cargo;
    }
}
