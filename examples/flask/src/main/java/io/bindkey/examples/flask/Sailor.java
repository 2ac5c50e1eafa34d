// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.BindKey;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;

/** The table between sailors and licences has no class; it is where its owner is. */
@Entity
@BindKey("auth")
public class Sailor {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;

    @ManyToMany(cascade = CascadeType.PERSIST)
    @JoinTable(
            name = "sailor_licence",
            joinColumns = @JoinColumn(name = "sailor_id"),
            inverseJoinColumns = @JoinColumn(name = "licence_id"))
    @OrderBy("id")
    public List<Licence> licences = new ArrayList<>();
}
