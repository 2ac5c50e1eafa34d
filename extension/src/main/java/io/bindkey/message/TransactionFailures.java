// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.CrossBindWriteException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a transaction over several binds, and with the transaction manager. */
public final class TransactionFailures {

    private TransactionFailures() {}

    /**
     * {@return the failure of writing to a second bind}
     *
     * @param xa whether there is a transaction manager, so that two-phase commit is a way out
     */
    public static CrossBindWriteException crossBindWrite(String first, String second, boolean xa) {
        String twoPhases = xa
                ? Problems.prefix(first) + ".transaction = xa and " + Problems.prefix(second)
                        + ".transaction = xa for two-phase commit, or "
                : "";
        return new CrossBindWriteException(Failures.text(
                124,
                "This transaction has already written to bind '%s', and now it would write to bind '%s': the two cannot "
                        + "be committed as one. Set %sbinds-settings.transactions.across = best-effort to commit them one "
                        + "after another, or split the work into two transactions.",
                first,
                second,
                twoPhases));
    }

    public static RollbackException rolledBack(Throwable cause, Collection<String> passwords) {
        return new RollbackException(rolledBack(Secrets.reason(cause, passwords)), cause);
    }

    public static RollbackException markedForRollback() {
        return new RollbackException(rolledBack("it was marked for rollback."));
    }

    public static RollbackException begunForRollback() {
        return new RollbackException(rolledBack("it was begun with Binds.rollingBack()."));
    }

    /** {@return the failure of a write that would outlive the transaction in which everything is rolled back} */
    public static IllegalStateException wouldStay(String key) {
        return new IllegalStateException(Failures.text(
                154,
                "Inside of Binds.rollingBack() a connection of bind '%s' of your own must not write: it takes no part in "
                        + "the transaction, so this would stay. Write with an entity manager, whose unwrap() may give you "
                        + "its connection.",
                key));
    }

    private static String rolledBack(String reason) {
        return Failures.text(126, "The transaction was rolled back in every bind that took part: %s", reason);
    }

    /**
     * {@return the failure of a bind's own connection that the manager does not take}
     *
     * @param key of the bind
     * @param reason the manager's
     * @param foreign the binds in this transaction whose data sources are somebody else's
     */
    public static PersistenceException onePhaseDeclined(
            String key, String reason, List<String> foreign, Throwable cause) {
        String other = foreign.isEmpty()
                ? "another one takes part already"
                : foreign.stream()
                        .collect(Collectors.joining("', '", "bind '", "' has a data source of somebody else"));
        return new PersistenceException(
                cannotTakePart(
                        key,
                        reason,
                        onlyOne(other, key, foreign.isEmpty() ? "" : "or make that data source an XA one, ")),
                cause);
    }

    /**
     * {@return the failure of somebody else's data source that gives no connection in a transaction}
     *
     * @param key of its bind
     * @param reason its own
     * @param written a bind without two-phase commit that the transaction has written to
     */
    public static SQLException dataSourceDeclined(String key, String reason, String written, SQLException cause) {
        String remedy = onlyOne(
                "bind '" + written + "' was written to before",
                written,
                "or make the data source of bind '" + key + "' an XA one, ");
        return new SQLException(cannotTakePart(key, reason, remedy), cause.getSQLState(), cause.getErrorCode(), cause);
    }

    /** {@return the failure of a connection that cannot begin a branch} With a state of the standard, where one is known. */
    public static SQLException xaDeclined(String key, String reason, @Nullable String state, Throwable cause) {
        return new SQLException(cannotTakePart(key, reason, ""), state, cause);
    }

    private static String onlyOne(String other, String key, String orElse) {
        return " Only one resource without two-phase commit can, and " + other + ". Set " + Problems.prefix(key)
                + ".transaction = xa, " + orElse + "or split the work into two transactions.";
    }

    private static String cannotTakePart(String key, String reason, String remedy) {
        return Failures.text(
                129,
                "The connection of bind '%s' cannot take part in the transaction: %s.%s",
                key,
                reason.replaceFirst("\\.$", ""),
                remedy);
    }

    /** {@return the failure of something that the transaction manager has refused, or did not manage} */
    public static PersistenceException manager(String what, Throwable cause) {
        return new PersistenceException(
                Failures.text(132, "The transaction manager failed to %s: %s", what, Secrets.reason(cause, List.of())),
                cause);
    }

    /** {@return the failure of a commit by the transaction manager, as the standard has it} */
    public static RollbackException rolledBackByManager(Throwable cause) {
        return new RollbackException(cause);
    }

    public static PersistenceException alreadyRolledBack(String key) {
        return new PersistenceException(rolledBackMeanwhile(key));
    }

    /** {@return the same for who asks for a connection} */
    public static SQLException connectionAfterRollback(String key) {
        return new SQLException(rolledBackMeanwhile(key));
    }

    private static String rolledBackMeanwhile(String key) {
        return Failures.text(
                148,
                "The transaction of this thread was rolled back meanwhile, mostly by its timeout: "
                        + "end it before bind '%s' is used again.",
                key);
    }
}
