// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a schema operation did, bind by bind in key order. Immutable.
 *
 * @param action the operation
 * @param outcomes one for each bind that was worked on, in key order, unmodifiable
 */
public record SchemaReport(Action action, List<Outcome> outcomes) {

    /** The operations of {@link SchemaOps}. */
    public enum Action {
        /** Make what is missing. */
        CREATE,
        /** Remove what belongs to the bind. */
        DROP,
        /** Remove, then make. */
        RECREATE
    }

    /**
     * What happened in one bind. Immutable.
     *
     * @param bind the bind key
     * @param tables the tables that were dropped or created, as the mapping names them, in the order of the work; a
     *     recreated table stands here once; unmodifiable
     * @param statements the statements that were executed, in order, unmodifiable
     * @param time how long it took
     * @param failure why the bind failed, empty when it succeeded; what stands in {@code statements} was done before
     */
    public record Outcome(
            String bind, List<String> tables, List<String> statements, Duration time, Optional<Throwable> failure) {

        /** {@return whether the whole operation was done in this bind} */
        public boolean succeeded() {
            return failure.isEmpty();
        }
    }

    /** {@return whether every bind succeeded} */
    public boolean succeeded() {
        return outcomes.stream().allMatch(Outcome::succeeded);
    }

    /**
     * {@return the outcome of one bind, empty when it was not worked on}
     *
     * @param bind a bind key, not null
     */
    public Optional<Outcome> outcome(String bind) {
        return outcomes.stream().filter(o -> o.bind().equals(bind)).findFirst();
    }

    /** {@return the report as readable lines, one for each bind} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("schema ").append(action.name().toLowerCase(Locale.ROOT));
        for (Outcome outcome : outcomes) {
            text.append(System.lineSeparator())
                    .append("  ")
                    .append(outcome.bind())
                    .append(": ")
                    .append(outcome.failure()
                            .map(f -> "failed, " + f.getMessage())
                            .orElse("done"))
                    .append(", tables ")
                    .append(outcome.tables())
                    .append(", ")
                    .append(outcome.statements().size())
                    .append(" statements, ")
                    .append(outcome.time().toMillis())
                    .append(" ms");
        }
        return text.toString();
    }
}
