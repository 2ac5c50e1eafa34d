// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.Set;

/** How the binds take part in transactions. */
enum Kind {
    RESOURCE_LOCAL("resource-local"),
    JTA("jta"),
    XA("xa");

    private final String property;

    Kind(String property) {
        this.property = property;
    }

    /** {@return the value of {@code binds.<key>.transaction}} */
    String property() {
        return property;
    }

    /** {@return the binds that one unit of work writes when it means the given one} */
    Set<Product> written(Product product) {
        return this == XA ? Set.of(Product.values()) : Set.of(product);
    }

    @Override
    public String toString() {
        return property;
    }
}
