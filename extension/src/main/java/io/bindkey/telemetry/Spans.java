// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.util.Map;

/** Makes a span of each transaction over several binds. Safe for use by several threads. */
interface Spans {

    /** {@return what is known as a transaction begins} */
    Object begin();

    /**
     * A transaction has ended.
     *
     * @param begun what was known
     * @param outcomes by the keys of the binds that took part, two or more
     */
    void end(Object begun, Map<String, Outcome> outcomes);
}
