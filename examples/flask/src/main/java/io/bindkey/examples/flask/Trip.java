// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Knows its boat, which is in the same database, and the id of its sailor, who is in another one. */
@Entity
public class Trip {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    @ManyToOne
    public Boat boat;

    public Long sailorId; // in another database
}
