// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing.shop;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
@BindKey("auth")
public class Login {

    @Id
    @GeneratedValue
    private long id;

    private String name;

    public static Login of(String name) {
        Login login = new Login();
        login.name = name;
        return login;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
