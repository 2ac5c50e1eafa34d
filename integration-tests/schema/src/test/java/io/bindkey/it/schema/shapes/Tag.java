// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.shapes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;

/** Numbered by a table, with names that have to be quoted. */
@Entity
@Table(name = "`Mixed Case`")
public class Tag {

    @Id
    @TableGenerator(name = "tag_ids", table = "ids", initialValue = 10, allocationSize = 1)
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "tag_ids")
    public Long id;

    @Column(name = "`Order`", nullable = false, unique = true)
    public String order;

    @Column(name = "`camelCase`")
    public int camelCase;

    protected Tag() {}

    public Tag(String order) {
        this.order = order;
    }
}
