// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import io.bindkey.examples.storefront.auth.Customer;
import io.bindkey.examples.storefront.auth.Customer.Role;
import jakarta.enterprise.context.SessionScoped;
import jakarta.ws.rs.NotAuthorizedException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sits in front of this browser. */
@SessionScoped
public class Visitor implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private @Nullable String name;
    private boolean manager;

    void is(Customer customer) {
        name = customer.name();
        manager = customer.role() == Role.MANAGER;
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    boolean isManager() {
        return manager;
    }

    /** {@return the name of who has signed in; nobody else comes further} */
    String known() {
        return name().orElseThrow(() -> new NotAuthorizedException("Sign in first.", "Session"));
    }
}
