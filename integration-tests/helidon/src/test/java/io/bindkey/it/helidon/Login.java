// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.helidon;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In a bind of its own. */
@Entity
@BindKey("auth")
public class Login {

    @Id
    private long id;

    protected Login() {}

    Login(long id) {
        this.id = id;
    }
}
