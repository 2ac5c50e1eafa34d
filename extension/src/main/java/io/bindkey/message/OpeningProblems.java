// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;

/** What can keep a bind from being opened: its driver, its database, its provider, the transaction manager. */
public final class OpeningProblems {

    private OpeningProblems() {}

    public static Problem driverMissing(String key, String url, Collection<String> seen) {
        return Problems.problem(
                40,
                "No JDBC driver on the class path takes %s.url = %s (there: %s). "
                        + "Add the driver's JAR, or name its class in %s.driver.",
                Problems.prefix(key),
                url,
                seen.isEmpty() ? "none" : String.join(", ", seen),
                Problems.prefix(key));
    }

    public static Problem driverClass(String key, String driver, String reason) {
        return Problems.problem(41, "%s.driver = %s cannot be used: %s.", Problems.prefix(key), driver, reason);
    }

    public static Problem datasourceNotFound(String key, String name, String reason, String remedy) {
        return Problems.problem(
                42,
                "%s.datasource = %s: neither a CDI bean @Named(\"%s\") of type DataSource nor a JNDI entry (%s). %s",
                Problems.prefix(key),
                name,
                name,
                reason,
                remedy);
    }

    /** {@return the problem of a database that does not answer when its bind is opened} One that may fail needs no advice. */
    public static Problem unreachable(String key, String place, String reason, boolean mayFail) {
        return Problems.problem(
                43,
                "The database of bind '%s' (%s) cannot be reached: %s.%s",
                key,
                place,
                reason,
                mayFail
                        ? ""
                        : " Set " + Problems.prefix(key)
                                + ".on-failure = degrade to start the application without it.");
    }

    /** {@return the same of a bind in use} */
    public static Problem unreachable(String key, String place, String reason) {
        return unreachable(key, place, reason, true);
    }

    public static Problem noAnswer(String key, String place, long seconds) {
        return unreachable(key, place, "it has not answered for " + seconds + " s");
    }

    /** {@return the problem of a pool that has no connection left, though its database may be well} */
    public static Problem exhausted(String key, int used, int waiting) {
        return Problems.problem(
                191,
                "The pool of bind '%s' is exhausted: %d connections are in use, %d threads wait for one. Look for calls that "
                        + "keep theirs for long (%s.pool.leak-timeout reports them), or raise %s.pool.max-size.",
                key,
                used,
                waiting,
                Problems.prefix(key),
                Problems.prefix(key));
    }

    public static Problem providerMissing(String key, String remedy) {
        return Problems.problem(
                44,
                "No persistence provider is visible for bind '%s'. %s, or name its class in %s.provider.",
                key,
                remedy,
                Problems.prefix(key));
    }

    public static Problem providerClass(String key, String provider, String reason) {
        return Problems.problem(45, "%s.provider = %s cannot be used: %s.", Problems.prefix(key), provider, reason);
    }

    /** {@return the problem that a failure to open a bind stands for: its own one where its text begins with a code} */
    public static Problem of(Throwable failure, String key, Collection<String> passwords) {
        String text = String.valueOf(failure.getMessage());
        int end = text.indexOf(": ");
        return text.startsWith("BINDKEY-") && end > 0
                ? new Problem(text.substring(0, end), text.substring(end + 2))
                : unitFailed(key, Secrets.typedReason(failure, passwords));
    }

    public static Problem unitFailed(String key, String reason) {
        return Problems.problem(46, "The persistence unit of bind '%s' cannot be built: %s", key, reason);
    }

    public static Problem noTransactionManager(String key, String transaction) {
        return Problems.problem(
                47,
                "%s.transaction = %s needs a transaction manager, and none was found. "
                        + "Add one, such as org.jboss.narayana.jta:narayana-jta, or set resource-local.",
                Problems.prefix(key),
                transaction);
    }

    public static Problem noXaDriver(String key, String url) {
        return Problems.problem(
                48,
                "%s.transaction = xa, but no XA data source class is known for %s. Name it in %s.driver.",
                Problems.prefix(key),
                url,
                Problems.prefix(key));
    }
}
