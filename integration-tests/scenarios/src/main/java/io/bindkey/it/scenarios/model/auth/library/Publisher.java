// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model.auth.library;

import io.bindkey.it.scenarios.model.shared.Address;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;

@Entity
@Table(name = "library_publisher")
public class Publisher {

    @Id
    public Long id;

    public String name;

    @Embedded
    public Address address;

    @OneToMany(mappedBy = "publisher")
    public Set<Book> books = new LinkedHashSet<>();

    @Override
    public String toString() {
        return name;
    }
}
