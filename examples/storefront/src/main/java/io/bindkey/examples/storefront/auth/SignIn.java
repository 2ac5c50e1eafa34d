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

    @Inject
    Passwords passwords;

    @Inject
    Customers customers;

    @Inject
    GiftCards cards;

    /** {@return the customer; empty unless name and password fit} */
    public Optional<Customer> known(String name, String password) {
        Optional<Customer> found = customers.findById(name);
        if (found.isEmpty()) {
            // So that who is not known is refused as late as who has forgotten the password.
            passwords.hash(password);
        }
        return found.filter(customer -> passwords.fits(password, customer.passwordHash()));
    }

    /** Adds a customer with a gift card, both in one database, where there is none of that name. */
    @Transactional
    public void register(String name, Role role, String password, long onTheCard) {
        if (customers.findById(name).isEmpty()) {
            customers.insert(new Customer(name, role, passwords.hash(password)));
            cards.add(new GiftCard(name, onTheCard));
        }
    }
}
