// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** The orders, in the bind of theirs. */
@Repository(provider = "Hibernate")
public interface Orders {

    @Insert
    void add(PlacedOrder order);

    @Query("where customer = :customer order by id desc")
    List<PlacedOrder> of(String customer);
}
