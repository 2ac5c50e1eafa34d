// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.model;

import io.bindkey.it.scenarios.model.shared.Address;
import io.bindkey.it.scenarios.model.shared.JournalListener;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** Numbered by a sequence, so an insert waits for the flush. */
@Entity
@Table(name = "person")
@EntityListeners(JournalListener.class)
@NamedQuery(name = "Person.byName", query = "select p from Person p where p.name = :name")
@NamedNativeQuery(name = "Person.names", query = "select name from person order by name")
public class Person {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "person")
    @SequenceGenerator(name = "person", sequenceName = "person_seq")
    public Long id;

    @Version
    public int version;

    public String name;

    @Embedded
    public Address address;

    public static Person named(String name) {
        Person person = new Person();
        person.name = name;
        return person;
    }

    @Override
    public String toString() {
        return name;
    }
}
