// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import javax.transaction.xa.XAException;

/**
 * What a bind tells the transaction manager when two-phase commit goes wrong. The manager decides by the error code, and shows these
 * to the caller.
 */
public final class TwoPhaseFailures {

    private TwoPhaseFailures() {}

    public static XAException xaRolledBack(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                Failures.text(143, "Bind '%s' did not commit, so the transaction is rolled back: %s", key, reason),
                errorCode,
                cause);
    }

    public static XAException xaUnknown(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                Failures.text(144, "Only the database of bind '%s' can tell whether it has committed: %s", key, reason),
                errorCode,
                cause);
    }

    public static XAException xaCommitPending(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                Failures.text(
                        145,
                        "The transaction is committed, but the database of bind '%s' could not be told. "
                                + "Recovery tells it as soon as it answers. %s",
                        key,
                        reason),
                errorCode,
                cause);
    }

    public static XAException xaRollbackPending(String key, String reason, int errorCode, Throwable cause) {
        return xa(
                Failures.text(
                        146,
                        "The transaction is rolled back, but the database of bind '%s' could not be told. "
                                + "It rolls back by itself, or recovery tells it as soon as it answers. %s",
                        key,
                        reason),
                errorCode,
                cause);
    }

    private static XAException xa(String text, int errorCode, Throwable cause) {
        XAException failure = new XAException(text);
        failure.errorCode = errorCode;
        failure.initCause(cause);
        return failure;
    }
}
