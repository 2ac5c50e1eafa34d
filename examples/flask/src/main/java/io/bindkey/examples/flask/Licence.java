// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
@BindKey("auth")
public class Licence {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;
}
