// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is worth knowing of an exception and all behind it. */
final class Failure {

    private static final Pattern CODE = Pattern.compile("BINDKEY-\\d+");

    /** The driver's own number of the connection. */
    private static final Pattern CONNECTION = Pattern.compile("^\\(conn=\\d+\\) ");

    private Failure() {}

    /** {@return its class, the codes in it, and the state and words of the database or driver} */
    static String inShort(Throwable failure) {
        String text = failure.getClass().getSimpleName() + codes(failure);
        SQLException sql = sql(failure);
        return sql == null
                ? text + " " + failure.getMessage()
                : text + " " + sql.getSQLState() + "/" + sql.getErrorCode() + " " + firstLine(sql);
    }

    /** {@return each kind of failure, and how often it is there} */
    static Map<String, Integer> inShort(List<Exception> failures) {
        Map<String, Integer> counted = new TreeMap<>();
        failures.forEach(failure -> counted.merge(inShort(failure), 1, Integer::sum));
        return counted;
    }

    /** {@return the codes of all messages} */
    static Set<String> codes(@Nullable Throwable failure) {
        Set<String> codes = new TreeSet<>();
        collect(failure, codes);
        return codes;
    }

    /** {@return the states of all exceptions of JDBC behind it} */
    static List<String> sqlStates(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
                .filter(SQLException.class::isInstance)
                .map(cause -> String.valueOf(((SQLException) cause).getSQLState()))
                .toList();
    }

    private static void collect(@Nullable Throwable failure, Set<String> codes) {
        if (failure == null) {
            return;
        }
        Matcher matcher = CODE.matcher(String.valueOf(failure.getMessage()));
        while (matcher.find()) {
            codes.add(matcher.group());
        }
        collect(failure.getCause(), codes);
        for (Throwable suppressed : failure.getSuppressed()) {
            collect(suppressed, codes);
        }
    }

    private static String firstLine(SQLException sql) {
        String line = String.valueOf(sql.getMessage()).lines().findFirst().orElse("");
        return CONNECTION.matcher(line).replaceFirst("");
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return sql;
            }
            for (Throwable suppressed : t.getSuppressed()) {
                SQLException inside = sql(suppressed);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }
}
