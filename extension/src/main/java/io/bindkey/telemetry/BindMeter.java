// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import org.jspecify.annotations.Nullable;

/** Counts what happens to one bind. Safe for use by several threads. */
interface BindMeter {

    /** Tells which product the database is, which nobody knows before it was reached. */
    void reached(String system);

    /** A statement was executed, or a batch of them. */
    void executed(long nanos, @Nullable Throwable failure);

    /** A caller has got a connection. */
    void acquired(long nanos);

    /** A caller has waited in vain. */
    void timedOut();

    /** A connection was held for too long. */
    void leaked();

    /** A transaction that the bind took part in has ended so there. */
    void ended(Outcome outcome);

    /** Something was refused because it would have concerned another bind as well. */
    void refused(Refusal refusal);

    /** A schema operation has ended. */
    void schemaChanged(String operation, boolean failed);
}
