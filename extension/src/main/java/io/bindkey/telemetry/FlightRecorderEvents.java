// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events for Java Flight Recorder. Without a recording each of them costs the question whether there is one. Safe for use by
 * several threads.
 */
final class FlightRecorderEvents {

    private final Event transactions = new FlightRecorderTransaction();
    private final Event waits = new FlightRecorderPoolWait();

    /** A transaction that may be recorded. */
    static final class Transaction {

        private final FlightRecorderTransaction event = new FlightRecorderTransaction();

        private Transaction() {
            event.begin();
        }

        /** {@return whether it has taken as long as one must that is recorded, as it ends now} */
        boolean end() {
            event.end();
            return event.shouldCommit();
        }

        void write(Map<String, Outcome> outcomes) {
            event.binds = String.join(", ", outcomes.keySet());
            event.outcome = outcomes.values().stream().distinct().count() == 1
                    ? outcomes.values().iterator().next().word()
                    : outcomes.entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + " " + entry.getValue().word())
                            .collect(Collectors.joining(", "));
            event.commit();
        }
    }

    /** {@return a transaction that begins, null where none is recorded now} */
    @Nullable
    Transaction transaction() {
        return transactions.isEnabled() ? new Transaction() : null;
    }

    boolean recordsWaits() {
        return waits.isEnabled();
    }

    /** {@return what ends the waiting for a connection of that bind} */
    Runnable wait(String key) {
        FlightRecorderPoolWait event = new FlightRecorderPoolWait();
        event.begin();
        return () -> {
            event.end();
            if (event.shouldCommit()) {
                event.bind = key;
                event.commit();
            }
        };
    }

    /** {@return the opening of a bind, null where none is recorded now} */
    @Nullable
    Operation opening(String key) {
        FlightRecorderBindOpen event = new FlightRecorderBindOpen();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return failed -> {
            event.end();
            event.bind = key;
            event.outcome = word(failed);
            event.commit();
        };
    }

    /** {@return a schema operation, null where none is recorded now} */
    @Nullable
    Operation schemaOperation(String key, String operation) {
        FlightRecorderSchemaOperation event = new FlightRecorderSchemaOperation();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return failed -> {
            event.end();
            event.bind = key;
            event.operation = operation;
            event.outcome = word(failed);
            event.commit();
        };
    }

    private static String word(boolean failed) {
        return failed ? "failed" : "succeeded";
    }
}
