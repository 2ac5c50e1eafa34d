// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.miles;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;

/** What was paid from here. */
@Repository(provider = "Hibernate")
public interface MilesPayments {

    @Insert
    void add(MilesPayment payment);
}
