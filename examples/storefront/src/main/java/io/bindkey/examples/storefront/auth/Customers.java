// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.auth;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Repository;

/** Who may sign in. */
@Repository(provider = "Hibernate")
public interface Customers extends CrudRepository<Customer, String> {}
