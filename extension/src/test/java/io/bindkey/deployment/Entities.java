// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindKey;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.List;

/** Small entities for the tests of deployments, some of them wrong on purpose. */
final class Entities {

    private Entities() {}

    @MappedSuperclass
    abstract static class WithId {
        @Id
        @GeneratedValue
        Long id;
    }

    @Entity(name = "Invoice")
    @NamedQuery(name = "Invoice.all", query = "select i from Invoice i")
    static class Invoice extends WithId {
        String text;
    }

    @Entity(name = "User")
    @Table(name = "users")
    @BindKey("auth")
    static class User extends WithId {
        String name;
    }

    @Entity(name = "Admin")
    static class Admin extends User {}

    @Entity(name = "MovedAdmin")
    @BindKey("admin")
    static class MovedAdmin extends User {}

    @MappedSuperclass
    @BindKey("meta")
    abstract static class Meta extends WithId {}

    @Entity(name = "Setting")
    static class Setting extends Meta {}

    @Entity(name = "Shown")
    @BindKey(BindKey.DEFAULT)
    static class Shown extends Meta {}

    @Entity(name = "Crossing")
    @BindKey("auth")
    static class Crossing extends WithId {
        @ManyToOne
        Invoice invoice;
    }

    @Embeddable
    static class Links {
        @OneToMany
        List<Invoice> invoices;
    }

    @Entity(name = "CrossingInside")
    @BindKey("auth")
    static class CrossingInside extends WithId {
        Links links;
    }

    @MappedSuperclass
    abstract static class Owned<T> extends WithId {
        @ManyToOne
        T owner;
    }

    @Entity(name = "GenericCrossing")
    static class GenericCrossing extends Owned<User> {}

    @Entity(name = "GenericInside")
    static class GenericInside extends Owned<Invoice> {}

    @Entity(name = "Invoice")
    static class SecondInvoice extends WithId {}

    @Entity(name = "Third")
    @NamedQuery(name = "Invoice.all", query = "select t from Third t")
    static class SameQueryName extends WithId {}
}
