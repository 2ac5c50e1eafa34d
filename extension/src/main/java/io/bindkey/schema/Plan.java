// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be executed on one database. Immutable.
 *
 * @param tables the tables that it is about, as the mapping names them
 * @param steps in order
 * @param cleanup executed afterwards on the same connection, whatever happened
 * @param first the step that makes the first table of the unit, if the database has none of its tables: of several instances
 *     of the application that make them at the same time, one alone succeeds with it
 * @param once what the one that succeeded with the first executes when all objects are there
 */
record Plan(
        List<String> tables,
        List<Step> steps,
        List<String> cleanup,
        @Nullable Step first,
        List<String> once) {

    static final Plan NOTHING = Plan.of(List.of(), List.of());

    static Plan of(List<String> tables, List<Step> steps) {
        return of(tables, steps, List.of());
    }

    static Plan of(List<String> tables, List<Step> steps, List<String> cleanup) {
        return new Plan(tables, List.copyOf(steps), cleanup, null, List.of());
    }

    /**
     * One statement.
     *
     * @param sql without a semicolon at the end
     * @param mayFail whether what it makes or removes may be there or gone already, which the catalog does not tell
     */
    record Step(String sql, boolean mayFail) {

        static Step of(String sql) {
            return new Step(sql, false);
        }
    }

    /** {@return the statements, those around the work included} */
    List<String> statements() {
        return Stream.concat(steps.stream().map(Step::sql), cleanup.stream()).toList();
    }
}
