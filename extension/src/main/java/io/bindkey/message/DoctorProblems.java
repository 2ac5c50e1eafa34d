// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What the doctor finds beyond what a deployment would be refused for, BINDKEY-200 to BINDKEY-209. */
public final class DoctorProblems {

    private static final int SOME = 5;

    private DoctorProblems() {}

    /**
     * {@return the problem of a database that takes connections, perhaps, and then says nothing}
     *
     * @param step that it was asked for
     */
    public static Problem noAnswer(String key, String place, Duration patience, String step) {
        return Problems.problem(
                200,
                "The database of bind '%s' (%s) has not answered within %d s (%s): look at the server, its locks, and what is "
                        + "between it and this machine.",
                key,
                place,
                patience.toSeconds(),
                step);
    }

    /**
     * {@return the problem of a user who may not do what the configuration wants}
     *
     * @param right that is missing, in words
     */
    public static Problem noRight(String key, String user, String right) {
        return Problems.problem(
                201, "User %s of bind '%s' may not %s: grant it, or connect as somebody who may.", user, key, right);
    }

    /** {@return the problem of two clocks that differ} */
    public static Problem clock(String key, Duration ahead) {
        return Problems.problem(
                202,
                "The clock of the database of bind '%s' is %d ms %s that of this machine: set both by NTP.",
                key,
                ahead.abs().toMillis(),
                ahead.isNegative() ? "behind" : "ahead of");
    }

    /**
     * {@return the problem of pools that want more connections than there are}
     *
     * @param pools in words
     * @param wanted by all of them
     * @param free for them
     * @param limit in words
     */
    public static Problem pools(String server, String pools, int wanted, int free, String limit) {
        return Problems.problem(
                203,
                "The pools on %s want up to %d connections in each instance of the application (%s), but the server has %d for "
                        + "all (%s): lower pool.max-size, or raise max_connections.",
                server,
                wanted,
                pools,
                free,
                limit);
    }

    /** {@return the problem of a database that can prepare fewer transactions than there may be at a time} */
    public static Problem preparable(String key, int preparable, int poolSize) {
        return Problems.problem(
                204,
                "The database of bind '%s' can prepare %d transactions at a time, and %s.pool.max-size is %d: raise "
                        + "max_prepared_transactions in postgresql.conf, for all binds there together, and restart it.",
                key,
                preparable,
                Problems.prefix(key),
                poolSize);
    }

    /**
     * {@return the problem of transactions that nobody ends}
     *
     * @param age of the oldest, in words
     */
    public static Problem inDoubt(String key, int count, String age) {
        return Problems.problem(
                205,
                "The database of bind '%s' has %s%s: what is prepared holds locks until the application that made them "
                        + "runs, and recovers them.",
                key,
                count(count, "prepared transaction"),
                age);
    }

    public static Problem migrationsPending(String key, String tool, List<String> names) {
        return Problems.problem(
                206,
                "The next start of the application runs %s of bind '%s' by %s: %s.",
                count(names.size(), "migration"),
                key,
                tool,
                some(names));
    }

    public static Problem migrationsFailed(String key, String tool, List<String> names) {
        return Problems.problem(
                207,
                "Migrations of bind '%s' by %s have failed: %s. Mend what they have left, then repair the history table.",
                key,
                tool,
                some(names));
    }

    /**
     * {@return the problem of a replica that is not read from}
     *
     * @param state in words
     */
    public static Problem replica(String key, String name, String place, String state) {
        return Problems.problem(
                208, "Replica '%s' of bind '%s' (%s) %s: it would not be read from.", name, key, place, state);
    }

    /** {@return the problem of a database that only reads} */
    public static Problem writesRefused(String key, String reason) {
        return Problems.problem(
                209,
                "The database of bind '%s' takes no writes (%s): connect to the one that does, or set %s.read-only = true.",
                key,
                reason,
                Problems.prefix(key));
    }

    private static String count(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** {@return the first of them, and how many more there are} */
    static String some(Collection<String> all) {
        String some = String.join(", ", all.stream().limit(SOME).toList());
        int more = all.size() - SOME;
        return more > 0 ? some + " and " + more + " more" : some;
    }
}
