// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

/** What a pool says of its connections. Safe for use by several threads. */
public interface PoolGauges {

    /** {@return how many are used now} */
    long used();

    /** {@return how many are open, and used by nobody} */
    long idle();

    /** {@return how many callers wait for one} */
    long pending();

    /** {@return how many there may be} */
    long max();

    /** {@return how many are kept open though nobody uses them} */
    long minIdle();
}
