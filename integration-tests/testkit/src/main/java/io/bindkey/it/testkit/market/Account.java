// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

@Entity
@BindKey("auth")
public class Account {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String name;

    public static Account of(String name) {
        Account account = new Account();
        account.name = name;
        return account;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }
}
