// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import io.bindkey.BindKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/** Lives in the bind {@code auth}. */
@Entity
@Table(name = "login")
@BindKey("auth")
class Login {

    @Id
    Long id;

    String name;

    int age;

    @Version
    int version;

    @Transient
    boolean called;

    protected Login() {}

    Login(long id, String name, int age) {
        this.id = id;
        this.name = name;
        this.age = age;
    }

    @PrePersist
    void call() {
        called = true;
    }
}
