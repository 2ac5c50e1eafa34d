// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;

/** In the bind of what its methods are about, with its session in reach. */
@Repository(dataStore = "shop", provider = "Hibernate")
interface Purchases {

    StatelessSession session();

    @Insert
    void add(Purchase purchase);

    @Insert
    void addAll(List<Purchase> purchases);

    @Save
    Purchase save(Purchase purchase);

    @Find
    Optional<Purchase> by(long id);
}
