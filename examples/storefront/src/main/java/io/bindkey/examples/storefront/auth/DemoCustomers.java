// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import io.bindkey.examples.storefront.auth.Customer.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ann, and Mia who manages the shop, with a password that somebody has made up; without one there are none. */
@ApplicationScoped
public class DemoCustomers {

    private static final Logger LOG = System.getLogger(DemoCustomers.class.getName());
    private static final long ON_EACH_CARD = 100_00;

    @Inject
    @ConfigProperty(name = "storefront.demo-password")
    Optional<String> password;

    @Inject
    SignIn signIn;

    private volatile boolean there;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
        provide();
    }

    /** Adds them unless they are there. Where the database is down, that waits until somebody asks again. */
    public void provide() {
        if (there || password.isEmpty()) {
            return;
        }
        try {
            signIn.register("ann", Role.CUSTOMER, password.get(), ON_EACH_CARD);
            signIn.register("mia", Role.MANAGER, password.get(), ON_EACH_CARD);
            there = true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "There are no customers yet", e);
        }
    }
}
