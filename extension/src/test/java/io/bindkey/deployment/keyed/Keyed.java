// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.keyed;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** By its package. */
@Entity
public class Keyed {
    @Id
    Long id;

    /** By itself. */
    @Entity(name = "Own")
    @BindKey("own")
    public static class Own {
        @Id
        Long id;
    }

    /** Hands its key down. */
    @MappedSuperclass
    @BindKey("base")
    public abstract static class Base {
        @Id
        Long id;
    }

    /** By its superclass, before its package. */
    @Entity(name = "Based")
    public static class Based extends Base {}
}
