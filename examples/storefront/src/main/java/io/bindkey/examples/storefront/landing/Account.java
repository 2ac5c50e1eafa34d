// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.landing;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What somebody has, in cents. One mapped superclass serves several binds: each of its entities has a bind of its own. */
@MappedSuperclass
public abstract class Account {

    @Id
    protected String owner;

    protected long balance;

    public String owner() {
        return owner;
    }

    public long balance() {
        return balance;
    }
}
