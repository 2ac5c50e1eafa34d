// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;

/** Names a data store that there is not. */
@Repository(dataStore = "ahop")
interface Misspelt extends CrudRepository<Purchase, Long> {}
