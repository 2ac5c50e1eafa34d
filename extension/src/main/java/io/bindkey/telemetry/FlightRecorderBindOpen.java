// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The opening of a bind: its pool, its migrations, its persistence unit. */
@Name("io.bindkey.BindOpen")
@Label("Bind Open")
@Category("BindKey")
@Description("The opening of a bind: its pool, its migrations, its persistence unit.")
@StackTrace(true)
final class FlightRecorderBindOpen extends Event {

    @Label("Bind")
    String bind = "";

    @Label("Outcome")
    String outcome = "";
}
