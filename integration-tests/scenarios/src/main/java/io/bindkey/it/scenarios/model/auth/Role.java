// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth;

import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;

@Entity
@Table(name = "roles")
@SqlResultSetMapping(
        name = "RoleUse",
        classes =
                @ConstructorResult(
                        targetClass = RoleUse.class,
                        columns = {
                            @ColumnResult(name = "name", type = String.class),
                            @ColumnResult(name = "users", type = Long.class)
                        }))
@NamedStoredProcedureQuery(name = "Role.names", procedureName = "role_names", resultSetMappings = "RoleUse")
public class Role {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;

    public static Role named(String name) {
        Role role = new Role();
        role.name = name;
        return role;
    }
}
