// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema.numbered;

import io.bindkey.BindKey;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Numbered by a sequence. */
@Entity
@BindKey("north")
@Cacheable
@Table(name = "letter")
public class NorthLetter {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "letters")
    @SequenceGenerator(name = "letters", sequenceName = "letter_ids", allocationSize = 12)
    public Long id;
}
