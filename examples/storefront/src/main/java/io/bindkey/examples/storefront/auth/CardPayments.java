// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;

/** What was paid from here. */
@Repository(provider = "Hibernate")
public interface CardPayments {

    @Insert
    void add(CardPayment payment);
}
