// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.flyway;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** In db/migration/flyway. */
@Entity
@Table(name = "bird")
public class Bird {

    @Id
    public long id;

    @Column(length = 50, nullable = false)
    public String name;
}
