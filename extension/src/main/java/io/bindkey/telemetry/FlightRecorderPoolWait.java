// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** How long a caller has waited for a connection of a bind. */
@Name("io.bindkey.PoolWait")
@Label("Pool Wait")
@Category("BindKey")
@Description("How long a caller has waited for a connection of a bind.")
@StackTrace(true)
@Threshold("10 ms")
final class FlightRecorderPoolWait extends Event {

    @Label("Bind")
    String bind = "";
}
