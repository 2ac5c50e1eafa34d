// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;

/** Another provider's: Hibernate generates nothing for it. */
@Repository(provider = "Somebody")
interface Elsewhere extends CrudRepository<Login, Long> {}
