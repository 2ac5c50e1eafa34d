// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.BindKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** Hands its key down. */
@MappedSuperclass
@BindKey("meta")
public abstract class Almanac {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String note;
}
