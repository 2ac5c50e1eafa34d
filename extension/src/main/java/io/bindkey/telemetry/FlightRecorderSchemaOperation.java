// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An operation on the schema of a bind. */
@Name("io.bindkey.SchemaOperation")
@Label("Schema Operation")
@Category("BindKey")
@Description("An operation on the schema of a bind.")
@StackTrace(true)
final class FlightRecorderSchemaOperation extends Event {

    @Label("Bind")
    String bind = "";

    @Label("Operation")
    String operation = "";

    @Label("Outcome")
    String outcome = "";
}
