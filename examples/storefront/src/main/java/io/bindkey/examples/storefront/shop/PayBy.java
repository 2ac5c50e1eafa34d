// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.shop;

import java.util.Locale;

/** How an order is paid. Each takes other databases, and so has another fate. */
public enum PayBy {

    /** In bind {@code auth}, which is XA as the orders are: both are committed, or none. */
    GIFT_CARD,

    /** In bind {@code rewards}, which is not XA. One such bind may be written beside XA ones: it is committed last. */
    POINTS,

    /** In {@code rewards} and {@code miles}: two that are not XA. Nobody could commit them as one, so this is refused. */
    POINTS_AND_MILES;

    /** {@return it in words} */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
