// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;

/** Nothing tells its bind, but for the default one. */
@Repository
interface Untold {

    @Query("select count(*) from Note")
    long notes();
}
