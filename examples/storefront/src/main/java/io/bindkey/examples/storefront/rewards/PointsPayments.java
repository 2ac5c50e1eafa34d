// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.rewards;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;

/** What was paid from here. */
@Repository(provider = "Hibernate")
public interface PointsPayments {

    @Insert
    void add(PointsPayment payment);
}
