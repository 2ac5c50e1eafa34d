// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

/** Where metrics go, as long as the application lives. Safe for use by several threads. */
interface Meters extends AutoCloseable {

    /** {@return what counts for a bind; the same each time} */
    BindMeter of(String key);

    /** Lets the figures of a pool be read from now on, instead of those of an earlier one of that name. */
    void pool(String bind, String pool, PoolGauges figures);

    /** Takes back what stays otherwise: those who read figures may outlive the application. */
    @Override
    void close();
}
