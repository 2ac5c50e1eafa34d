// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be executed on one database. Immutable.
 *
 * @param tables the tables that it is about, as the mapping names them
 * @param steps in order
 * @param cleanup executed afterwards on the same connection, whatever happened
 * @param makesAll whether the database had no table of the unit before
 */
record Plan(List<String> tables, List<Step> steps, List<String> cleanup, boolean makesAll) {

    static final Plan NOTHING = new Plan(List.of(), List.of(), List.of(), false);

    static Plan of(List<String> tables, List<Step> steps) {
        return new Plan(tables, List.copyOf(steps), List.of(), false);
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
