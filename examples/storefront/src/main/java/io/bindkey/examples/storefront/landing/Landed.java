// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.landing;

import java.time.Instant;

/** An entity whose newest rows the page shows, whichever bind it lives in. It has an attribute {@code id} that grows. */
public interface Landed {

    /** {@return when it was written} */
    Instant at();

    /** {@return the row in a few words} */
    String text();
}
