// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.seeds;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Entities whose tables will be missing, and one that will have no key. */
public final class Plain {

    private Plain() {}

    /** The first to be missing. */
    @Entity
    @Table(name = "gone_1")
    public static class Gone1 {
        @Id
        public long id;
    }

    /** The second. */
    @Entity
    @Table(name = "gone_2")
    public static class Gone2 {
        @Id
        public long id;
    }

    /** The third. */
    @Entity
    @Table(name = "gone_3")
    public static class Gone3 {
        @Id
        public long id;
    }

    /** Without a key. */
    @Entity
    @Table(name = "keyless")
    public static class Keyless {
        @Id
        public long id;
    }
}
