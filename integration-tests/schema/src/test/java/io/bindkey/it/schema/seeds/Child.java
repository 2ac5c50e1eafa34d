// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.seeds;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** With two foreign keys. */
@Entity
@Table(name = "child")
public class Child {

    @Id
    public long id;

    @ManyToOne
    public @Nullable Wide f01;

    @ManyToOne
    public @Nullable Child f02;
}
