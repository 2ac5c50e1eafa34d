// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.numbered;

import io.bindkey.BindKey;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;

/** Numbered by another row of that table. */
@Entity
@BindKey("north")
@Cacheable
@Table(name = "card")
public class NorthCard {

    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "cards")
    @TableGenerator(
            name = "cards",
            table = "dozens",
            pkColumnName = "owner",
            valueColumnName = "last",
            pkColumnValue = "card",
            allocationSize = 12)
    public Long id;
}
