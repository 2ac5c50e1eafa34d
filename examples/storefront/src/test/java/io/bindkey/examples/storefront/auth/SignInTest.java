// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.examples.storefront.auth.Customer.Role;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.MaxStatements;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One bind is enough for it, so a statement in any other one would fail these tests. */
@BindTest(binds = "auth", config = "storefront.password-iterations = 1000")
class SignInTest {

    @Inject
    SignIn signIn;

    @Inject
    Customers customers;

    @BeforeEach
    void annIsThere() {
        signIn.register("ann", Role.CUSTOMER, "secret", 100);
    }

    @Test
    @MaxStatements(2)
    void knowsWhoHasThePassword() {
        assertThat(signIn.known("ann", "secret")).map(Customer::name).contains("ann");
        assertThat(signIn.known("ann", "Secret")).isEmpty();
    }

    @Test
    void doesNotKnowOthers() {
        assertThat(signIn.known("bob", "secret")).isEmpty();
        assertThat(signIn.known("bob", "")).isEmpty();
    }

    @Test
    void keepsNoPassword() {
        assertThat(customers.findById("ann"))
                .map(Customer::passwordHash)
                .get()
                .asString()
                .doesNotContain("secret");
    }
}
