// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "admins")
public class Admin extends User {

    @Column(name = "admin_level")
    public int level;

    public static Admin named(String name, int level) {
        Admin admin = new Admin();
        admin.name = name;
        admin.level = level;
        return admin;
    }
}
