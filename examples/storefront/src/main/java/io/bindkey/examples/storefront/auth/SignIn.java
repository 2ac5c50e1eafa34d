// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import io.bindkey.examples.storefront.auth.Customer.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Knows who somebody is. */
@ApplicationScoped
public class SignIn {

    /** What nobody has: who is not known takes as long to refuse as who has forgotten the password. */
    private static final String NOBODY = Passwords.hash("");

    @Inject
    Customers customers;

    @Inject
    GiftCards cards;

    /** {@return the customer; empty unless name and password fit} */
    public Optional<Customer> known(String name, String password) {
        Optional<Customer> found = customers.findById(name);
        boolean fits =
                Passwords.fits(password, found.map(Customer::passwordHash).orElse(NOBODY));
        return found.filter(customer -> fits);
    }

    /** Adds a customer with a gift card, both in one database, where there is none of that name. */
    @Transactional
    public void register(String name, Role role, String password, long onTheCard) {
        if (customers.findById(name).isEmpty()) {
            customers.insert(new Customer(name, role, Passwords.hash(password)));
            cards.add(new GiftCard(name, onTheCard));
        }
    }
}
