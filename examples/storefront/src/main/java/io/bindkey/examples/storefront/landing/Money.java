// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.landing;

import java.util.Locale;

/** Cents as somebody reads them. */
public final class Money {

    private Money() {}

    public static String text(long cents) {
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}
