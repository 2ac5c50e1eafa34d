// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;

/** Its methods name no entity, so the data store tells the bind. */
@Repository(dataStore = "shop")
interface Counts {

    @Query("select count(*) from Purchase")
    long purchases();
}
