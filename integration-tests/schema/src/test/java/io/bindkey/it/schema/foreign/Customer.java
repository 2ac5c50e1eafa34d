// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.foreign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Numbered as EclipseLink likes, with a foreign key to itself. */
@Entity
@Table(name = "customer")
public class Customer {

    @Id
    @GeneratedValue
    public Long id;

    @Column(nullable = false)
    public String name;

    @ManyToOne
    public @Nullable Customer recommendedBy;

    protected Customer() {}

    public Customer(String name) {
        this.name = name;
    }
}
