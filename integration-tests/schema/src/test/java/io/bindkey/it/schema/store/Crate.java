// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.store;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** In a schema. */
@Entity
@Table(name = "crate", schema = "warehouse")
public class Crate {

    @Id
    @GeneratedValue
    public Long id;

    public int amount;
}
