// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shared;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Lives beside the tables of another bind. */
@Entity
@Table(name = "guest")
public class Guest {

    @Id
    @GeneratedValue
    public Long id;
}
