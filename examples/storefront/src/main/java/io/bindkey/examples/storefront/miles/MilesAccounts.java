// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.miles;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Optional;

/** The accounts; what is taken is taken by one statement, so that two customers at a time cannot take it twice. */
@Repository(provider = "Hibernate")
public interface MilesAccounts {

    @Find
    Optional<MilesAccount> of(String owner);

    @Insert
    void add(MilesAccount account);

    /** {@return 0 when there is not enough, else 1} */
    @Query("update MilesAccount set balance = balance - :amount where owner = :owner and balance >= :amount")
    int take(String owner, long amount);
}
