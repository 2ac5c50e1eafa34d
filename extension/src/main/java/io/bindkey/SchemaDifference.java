// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serializable;
import java.util.Locale;

/**
 * One difference between the mapping of a bind and its database, found by {@link SchemaOps#validate()}. Immutable.
 *
 * <p>Names are those of the mapping.
 *
 * @param bind the bind key
 * @param kind what differs
 * @param table the table, or the sequence
 * @param subject what differs in the table: a column, or the columns of a key or index, with a comma between; the empty
 *     string for a table or sequence as a whole
 * @param expected what the mapping wants
 * @param found what the database has, the empty string when it has nothing of the kind
 * @since 1.0
 */
public record SchemaDifference(String bind, Kind kind, String table, String subject, String expected, String found)
        implements Serializable {

    /** What can differ. */
    public enum Kind {
        /** The table is not there. */
        MISSING_TABLE,
        /** The table is there, the column is not. */
        MISSING_COLUMN,
        /** The column has another type, or holds less than the mapping allows. */
        WRONG_TYPE,
        /** The column takes null and should not, or does not and should. */
        WRONG_NULLABILITY,
        /** The table has no primary key, or one of other columns. */
        MISSING_PRIMARY_KEY,
        /** No foreign key leads from these columns to that table. */
        MISSING_FOREIGN_KEY,
        /** Nothing makes these columns unique. */
        MISSING_UNIQUE_KEY,
        /** There is no index over these columns in that order. */
        MISSING_INDEX,
        /** The sequence is not there. */
        MISSING_SEQUENCE,
        /** The sequence counts in other steps, so that ids would be given twice. */
        WRONG_INCREMENT
    }

    /** {@return the difference as one line} */
    @Override
    public String toString() {
        String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return bind + ": " + words + ", " + table
                + (subject.isEmpty() ? "" : "(" + subject + ")")
                + (expected.isEmpty() ? "" : ": expected " + expected)
                + (found.isEmpty() ? "" : ", found " + found);
    }
}
