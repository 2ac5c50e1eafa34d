// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;
import java.util.Set;

/** Knows the answer of a database that is for reading only, or of such a transaction. */
public final class RefusedWrite {

    /** Read-only transaction, by the standard. */
    private static final String READ_ONLY = "25006";

    /** MariaDB and MySQL: the server runs with --read-only, or in read-only mode. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1836);

    private static final int SQLITE_READ_ONLY = 8;

    private RefusedWrite() {}

    static boolean is(SQLException answer) {
        return READ_ONLY.equals(answer.getSQLState())
                || READ_ONLY_CODES.contains(answer.getErrorCode())
                || (answer.getErrorCode() == SQLITE_READ_ONLY
                        && answer.getClass().getName().startsWith("org.sqlite."));
    }

    /** {@return whether a failure has such an answer behind it} */
    public static boolean isBehind(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof SQLException answer && DatabaseAnswer.anyIn(answer, RefusedWrite::is)) {
                return true;
            }
        }
        return false;
    }
}
