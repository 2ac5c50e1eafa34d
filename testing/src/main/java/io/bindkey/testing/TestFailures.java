// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Every word that the author of a test reads, with its code. */
final class TestFailures {

    private TestFailures() {}

    private static String text(int code, String format, Object... arguments) {
        return String.format(Locale.ROOT, "BINDKEY-%03d: ", code) + String.format(Locale.ROOT, format, arguments);
    }

    static AssertionError touched(Collection<String> allowed, String key, String where, String sql) {
        return new AssertionError(text(
                210,
                "The test may touch only %s, and a statement ran in bind '%s' %s: %s",
                words(allowed),
                key,
                where,
                sql));
    }

    static AssertionError statements(String what, int count, List<String> last) {
        StringBuilder message = new StringBuilder(text(211, "Expected %s, but there were %d", what, count));
        if (!last.isEmpty()) {
            message.append(last.size() < count ? ". The last of them:" : ":");
            last.forEach(statement -> message.append("\n  ").append(statement));
        }
        return new AssertionError(message.toString());
    }

    static IllegalArgumentException unknownBind(String key, Collection<String> known) {
        return new IllegalArgumentException(
                text(212, "There is no bind '%s' in this test, which has %s.", key, words(known)));
    }

    static IllegalArgumentException property(String entry) {
        return new IllegalArgumentException(
                text(213, "@BindTest(config) wants name=value, and this is none: %s", entry));
    }

    static IllegalStateException withoutH2(Collection<String> keys) {
        return new IllegalStateException(text(
                214,
                "There is no database in memory for %s: add com.h2database:h2 to the tests, or say where it is with"
                        + " @OnDatabase or @BindTest(config).",
                words(keys)));
    }

    static IllegalStateException nothingCommits(String fault) {
        return new IllegalStateException(text(
                215,
                "Nothing is committed in a test that is rolled back, so %s has no effect: add @Committed.",
                fault));
    }

    static IllegalStateException nested(Class<?> test) {
        return new IllegalStateException(text(
                216,
                "%s is nested in a class with @BindTest, and runs in its application: leave its own annotation out, or move"
                        + " the class to the top.",
                test.getName()));
    }

    static IllegalStateException server(String product, String reason, Throwable cause) {
        return new IllegalStateException(text(217, "There is no %s for @OnDatabase: %s", product, reason), cause);
    }

    static IllegalStateException notEmptied(Collection<String> keys, Throwable cause) {
        return new IllegalStateException(
                text(
                        218,
                        "After the test, %s could not be emptied: %s",
                        words(keys),
                        String.valueOf(cause.getMessage())),
                cause);
    }

    static IllegalStateException unwatched(String key) {
        return new IllegalStateException(text(
                219,
                "The connections of bind '%s' cannot be watched: it has a data source or a driver of its own, or its database"
                        + " is none whose XA driver is known.",
                key));
    }

    static IllegalStateException withoutReplica(String key) {
        return new IllegalStateException(text(
                220,
                "Bind '%s' has no replica in this test. One is there with @OnDatabase(value = POSTGRESQL, bind = \"%s\","
                        + " replica = true).",
                key,
                key));
    }

    static IllegalStateException noSuchReplica() {
        return new IllegalStateException(text(
                221, "A bind with @OnDatabase(replica = true) is on POSTGRESQL: no other database has a replica."));
    }

    private static String words(Collection<String> keys) {
        return keys.isEmpty() ? "none" : (keys.size() == 1 ? "bind '" : "binds '") + String.join("', '", keys) + "'";
    }
}
