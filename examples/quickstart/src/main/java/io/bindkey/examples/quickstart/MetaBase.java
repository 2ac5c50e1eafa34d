// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.BindKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;

/** Hands its key down to its subclasses. */
@MappedSuperclass
@BindKey("meta")
public abstract class MetaBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private Instant created = Instant.now();

    public Instant created() {
        return created;
    }
}
