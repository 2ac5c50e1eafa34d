// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import jakarta.data.repository.BasicRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import java.util.List;

/** Hibernate writes it as the application is compiled; BindKey leads it to the bind of its entity. */
@Repository(provider = "Hibernate")
public interface Products extends BasicRepository<Product, Long> {

    @Find
    @OrderBy("id")
    List<Product> inOrder();
}
