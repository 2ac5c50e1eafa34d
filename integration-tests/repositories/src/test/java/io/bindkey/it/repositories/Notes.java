// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;

/** About an entity without a key. */
@Repository
interface Notes extends CrudRepository<Note, Long> {}
