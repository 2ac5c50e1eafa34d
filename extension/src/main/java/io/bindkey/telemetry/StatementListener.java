// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

/** Hears of each statement of every bind, on the thread that has executed it. */
@FunctionalInterface
public interface StatementListener {

    /**
     * A statement was executed, and its rows were read as far as somebody wanted them.
     *
     * @param bind whose it is
     * @param statement as the log would show it, without secrets
     * @param rows that were written or read, less than 0 where that is not known
     */
    void executed(String bind, String statement, long nanos, long rows, boolean failed);
}
