// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.sql.SQLException;

/** What kind of failure it was, without what its message may show. */
final class ErrorType {

    private ErrorType() {}

    /** {@return the SQLSTATE of a database's failure, else its class} */
    static String of(Throwable failure) {
        String state = failure instanceof SQLException told ? told.getSQLState() : null;
        return state == null || !state.matches("\\w{5}") ? failure.getClass().getName() : state;
    }
}
