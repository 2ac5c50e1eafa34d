// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A transaction, from its first use of a bind, or its begin, to its end in each database. */
@Name("io.bindkey.Transaction")
@Label("Transaction")
@Category("BindKey")
@Description("A transaction, from its first use of a bind, or its begin, to its end in each database.")
@StackTrace(false)
@Threshold("10 ms")
final class FlightRecorderTransaction extends Event {

    @Label("Binds")
    String binds = "";

    @Label("Outcome")
    String outcome = "";
}
