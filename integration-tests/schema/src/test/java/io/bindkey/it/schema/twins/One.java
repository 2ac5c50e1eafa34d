// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.twins;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Has its table together with another bind. */
@Entity
@BindKey("one")
@Table(name = "twin")
public class One {

    @Id
    public long id;
}
