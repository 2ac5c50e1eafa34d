// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What the doctor says of what is well, and of what cannot be told. */
public final class DoctorWords {

    private DoctorWords() {}

    public static String noProblems(int binds) {
        return "no problem in the configuration of " + binds + (binds == 1 ? " bind" : " binds");
    }

    public static String summary(int binds, long failures, long warnings, long unknown) {
        String found = failures + " fail, " + warnings + " warn, " + unknown + " not told";
        return binds
                + (binds == 1 ? " bind: " : " binds: ")
                + (failures + warnings == 0 && unknown == 0 ? "all is well" : found);
    }

    public static String notPrepared() {
        return "not looked at: see the configuration";
    }

    public static String switchedOff() {
        return "switched off (active = false)";
    }

    public static String reached(Duration time, String user) {
        return "in " + time.toMillis() + " ms" + (user.isEmpty() ? "" : " as " + Secrets.mask(user));
    }

    public static String versions(String database, String driver, String provider) {
        return database + "; driver " + driver + "; " + provider;
    }

    public static String notToldBecause(String reason) {
        return "cannot be told: " + reason;
    }

    public static String notTold(String product) {
        return "cannot be told of " + product;
    }

    public static String notThereYet() {
        return "there is no such database yet: the first connection makes it";
    }

    public static String creates() {
        return "may make tables";
    }

    public static String create() {
        return "make tables";
    }

    public static String writes(int tables) {
        return "may read and write " + tables + (tables == 1 ? " table" : " tables");
    }

    public static String write(Collection<String> tables) {
        return "read and write " + DoctorProblems.some(tables);
    }

    public static String readsOnly() {
        return "read-only, as configured";
    }

    public static String notWritable() {
        return "this process may not write the file";
    }

    public static String isReplica() {
        return "it is a replica";
    }

    public static String isOn(String variable) {
        return variable + " is on";
    }

    public static String migration() {
        return "a migration";
    }

    public static String waitsFor(String key, String step) {
        return "doctor: waits for bind '" + key + "' (" + step + ")";
    }

    public static String takesWrites() {
        return "takes writes";
    }

    public static String clock(Duration difference) {
        return "differs by " + difference.abs().toMillis() + " ms";
    }

    public static String canPrepare(String how) {
        return "can prepare transactions" + how;
    }

    public static String noneInDoubt() {
        return "nothing in doubt";
    }

    public static String inDoubtNow(int count) {
        return count + " in doubt, as in the middle of a commit";
    }

    public static String age(Duration age) {
        return ", the oldest for " + age.toSeconds() + " s";
    }

    public static String noDifference(int tables) {
        return "as the mapping wants it, " + tables + (tables == 1 ? " table" : " tables");
    }

    public static String madeAtStart(String difference, String by) {
        return difference + "; " + by + " may make it at the next start";
    }

    public static String more(int differences) {
        return "and " + differences + " more: see validate";
    }

    public static String noMigrationPending(String tool) {
        return "nothing pending by " + tool;
    }

    public static String replica(String name, String lag) {
        return name + " replicates" + lag;
    }

    public static String lag(Duration lag) {
        return String.format(Locale.ROOT, ", %.1f s behind", lag.toMillis() / 1000.0);
    }

    public static String unreachable(String reason) {
        return "cannot be reached: " + reason;
    }

    public static String noReplica() {
        return "takes writes, so it is none";
    }

    public static String stopped() {
        return "stands still: it does not replicate what its primary writes";
    }

    public static String behind(Duration lag, Duration most) {
        return "is " + lag.toMillis() + " ms behind, more than reading.max-lag = " + most.toMillis() + " ms";
    }

    public static String limit(int max, int reserved) {
        return "max_connections " + max + (reserved == 0 ? "" : ", " + reserved + " of them reserved");
    }

    public static String pools(String server, String pools, int wanted, int free, String limit) {
        return server + ": " + wanted + " of " + free + " in each instance of the application, by " + pools + " ("
                + limit + ")";
    }
}
