// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.seeds;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Three entities, each with a sequence. */
public final class Counted {

    private Counted() {}

    /** The first. */
    @Entity
    @Table(name = "counted_1")
    public static class First {
        @Id
        @SequenceGenerator(name = "s01", sequenceName = "s01")
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "s01")
        public Long id;
    }

    /** The second. */
    @Entity
    @Table(name = "counted_2")
    public static class Second {
        @Id
        @SequenceGenerator(name = "s02", sequenceName = "s02")
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "s02")
        public Long id;
    }

    /** The third. */
    @Entity
    @Table(name = "counted_3")
    public static class Third {
        @Id
        @SequenceGenerator(name = "s03", sequenceName = "s03")
        @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "s03")
        public Long id;
    }
}
