// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth;

import io.bindkey.it.scenarios.model.shared.Address;
import io.bindkey.it.scenarios.model.shared.JournalListener;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.Version;
import java.util.LinkedHashSet;
import java.util.Set;

@Entity
@Table(name = "users")
@Inheritance(strategy = InheritanceType.JOINED)
@EntityListeners(JournalListener.class)
@NamedQuery(name = "User.withRole", query = "select u from User u join u.roles r where r.name = :role order by u.name")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "user_ids")
    @TableGenerator(name = "user_ids", table = "user_ids")
    public Long id;

    @Version
    public int version;

    public String name;

    @Embedded
    public Address address;

    @ManyToMany
    @JoinTable(
            name = "user_roles",
            joinColumns = @JoinColumn(name = "user_id"),
            inverseJoinColumns = @JoinColumn(name = "role_id"))
    public Set<Role> roles = new LinkedHashSet<>();

    public static User named(String name) {
        User user = new User();
        user.name = name;
        return user;
    }

    @Override
    public String toString() {
        return name;
    }
}
