// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** Says itself where it lives. */
@Entity
@BindKey("auth")
public class Login {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    /** The user lives in another database, which no association can reach. */
    private Long userId;

    private String name;

    protected Login() {}

    public Login(User user) {
        this.userId = user.id();
        this.name = user.name();
    }

    @Override
    public String toString() {
        return name + ", user " + userId;
    }
}
