// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.twins;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Has its table together with another bind. */
@Entity
@BindKey("other")
@Table(name = "twin")
public class Other {

    @Id
    public long id;
}
