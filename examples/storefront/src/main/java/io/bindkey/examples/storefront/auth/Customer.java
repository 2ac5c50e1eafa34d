// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

/** Somebody who may sign in. */
@Entity
public class Customer {

    /** What somebody may do. */
    public enum Role {
        CUSTOMER,
        MANAGER
    }

    @Id
    protected String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "rights")
    protected Role role;

    /** See {@link Passwords}. */
    protected String passwordHash;

    protected Customer() {}

    public Customer(String name, Role role, String passwordHash) {
        this.name = name;
        this.role = role;
        this.passwordHash = passwordHash;
    }

    public String name() {
        return name;
    }

    public Role role() {
        return role;
    }

    String passwordHash() {
        return passwordHash;
    }
}
