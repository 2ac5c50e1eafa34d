// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a schema operation did, bind by bind in key order. Immutable.
 *
 * @param action the operation
 * @param outcomes one for each bind that was worked on, in key order, unmodifiable
 * @since 1.0
 */
public record SchemaReport(Action action, List<Outcome> outcomes) implements Serializable {

    /**
     * Copies the outcomes.
     *
     * @param action the operation, not null
     * @param outcomes in key order, not null, copied
     */
    public SchemaReport {
        outcomes = List.copyOf(outcomes);
    }

    /** The operations of {@link SchemaOps}. */
    public enum Action {
        /** Make what is missing. */
        CREATE,
        /** Remove what belongs to the bind. */
        DROP,
        /** Remove, then make. */
        RECREATE,
        /** Remove the rows. */
        TRUNCATE,
        /** Compare mapping and database. */
        VALIDATE
    }

    /**
     * What happened in one bind. Immutable, and serializable as far as the failure is.
     *
     * @param bind the bind key
     * @param tables the tables that were dropped, created, emptied or compared, as the mapping names them, in the order
     *     of the work; a recreated table stands here once; unmodifiable
     * @param statements the statements that were executed, in order, unmodifiable
     * @param differences what a validation found, unmodifiable; empty for other operations
     * @param time how long it took
     * @param failure why the bind failed, empty when it succeeded; what stands in {@code statements} was done before
     */
    @SuppressWarnings("serial") // It is written as another record.
    public record Outcome(
            String bind,
            List<String> tables,
            List<String> statements,
            List<SchemaDifference> differences,
            Duration time,
            Optional<Throwable> failure)
            implements Serializable {

        /**
         * Copies the lists.
         *
         * @param bind the bind key, not null
         * @param tables not null, copied
         * @param statements not null, copied
         * @param differences not null, copied
         * @param time not null
         * @param failure not null
         */
        public Outcome {
            tables = List.copyOf(tables);
            statements = List.copyOf(statements);
            differences = List.copyOf(differences);
        }

        /** {@return whether the whole operation was done in this bind} */
        public boolean succeeded() {
            return failure.isEmpty();
        }

        /** An {@code Optional} cannot be written. */
        @Serial
        private Object writeReplace() {
            return new Written(bind, tables, statements, differences, time, failure.orElse(null));
        }

        private record Written(
                String bind,
                List<String> tables,
                List<String> statements,
                List<SchemaDifference> differences,
                Duration time,
                @Nullable Throwable failure)
                implements Serializable {

            @Serial
            private Object readResolve() {
                return new Outcome(bind, tables, statements, differences, time, Optional.ofNullable(failure));
            }
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

    /** {@return the differences of all binds, in key order, unmodifiable} Only a validation finds any. */
    public List<SchemaDifference> differences() {
        return outcomes.stream().flatMap(o -> o.differences().stream()).toList();
    }

    /** {@return the report as readable lines, one for each bind and each difference} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("schema ").append(action.name().toLowerCase(Locale.ROOT));
        outcomes.forEach(outcome -> append(outcome, text));
        return text.toString();
    }

    private void append(Outcome outcome, StringBuilder text) {
        text.append(System.lineSeparator()).append("  ").append(outcome.bind()).append(": ");
        outcome.failure()
                .ifPresentOrElse(f -> text.append("failed, ").append(f.getMessage()), () -> text.append("done"));
        text.append(", tables ").append(outcome.tables()).append(", ");
        if (action == Action.VALIDATE) {
            text.append(outcome.differences().size()).append(" differences, ");
        } else {
            text.append(outcome.statements().size()).append(" statements, ");
        }
        text.append(outcome.time().toMillis()).append(" ms");
        for (SchemaDifference difference : outcome.differences()) {
            text.append(System.lineSeparator()).append("    ").append(difference);
        }
    }
}
