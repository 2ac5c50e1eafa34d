// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import java.io.Serial;

/** What the shop does not do, and why, in words for whoever asked. Unchecked, so it rolls back. */
public class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
