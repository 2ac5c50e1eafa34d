// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;

/** Its entity is in another bind. */
@Repository(dataStore = "shop")
interface Contradiction extends CrudRepository<Login, Long> {}
