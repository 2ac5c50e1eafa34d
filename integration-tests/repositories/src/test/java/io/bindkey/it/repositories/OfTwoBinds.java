// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.Insert;
import jakarta.data.repository.Repository;

/** Its one session would have to be of two binds. */
@Repository
interface OfTwoBinds {

    @Insert
    void add(Login login);

    @Insert
    void add(Purchase purchase);
}
