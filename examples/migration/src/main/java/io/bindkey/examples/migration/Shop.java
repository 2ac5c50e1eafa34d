// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

/** What the application does, in each step the same. */
public interface Shop {

    /** Puts so many of an item into the stock. */
    void deliver(String item, int count);

    /**
     * Writes to both databases, or to neither.
     *
     * @throws IllegalArgumentException when there are not so many in the stock
     */
    void sell(String item, int count);

    /** {@return how many of an item are in the stock} */
    int inStock(String item);

    /** {@return how many of an item were sold} */
    long sold(String item);
}
