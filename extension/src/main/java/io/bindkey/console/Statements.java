// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.telemetry.StatementListener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last statements of all binds. Safe for use by several threads. */
public final class Statements implements StatementListener {

    private static final int MOST = 500;
    private static final int LONGEST = 4000;

    private final Deque<Statement> last = new ArrayDeque<>();
    private long number;

    /**
     * One that was executed.
     *
     * @param number from 1 on
     * @param thread that it was executed by
     * @param rows that were read or written, less than 0 where that is not known
     */
    private record Statement(
            long number, Instant at, long thread, String bind, String text, long nanos, long rows, boolean failed) {}

    @Override
    public synchronized void executed(String bind, String text, long nanos, long rows, boolean failed) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        last.addLast(new Statement(
                ++number, Instant.now(), Thread.currentThread().getId(), bind, shown, nanos, rows, failed));
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** {@return the number of the last one} */
    synchronized long number() {
        return number;
    }

    /** {@return those behind a number, in their order} */
    Map<String, Object> after(Request request) {
        String after = request.parameter("after");
        List<Object> shown = new ArrayList<>();
        long behind = after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
        copy().stream().filter(one -> one.number() > behind).forEach(one -> shown.add(shown(one)));
        return Map.of("statements", shown);
    }

    /** {@return the texts of those of this thread behind a number} */
    List<String> texts(long behind) {
        long thread = Thread.currentThread().getId();
        return copy().stream()
                .filter(one -> one.number() > behind && one.thread() == thread)
                .map(Statement::text)
                .toList();
    }

    private synchronized List<Statement> copy() {
        return new ArrayList<>(last);
    }

    private static Map<String, @Nullable Object> shown(Statement one) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("number", one.number());
        shown.put("at", one.at().toString());
        shown.put("bind", one.bind());
        shown.put("micros", one.nanos() / 1000);
        shown.put("rows", one.rows() < 0 ? null : one.rows());
        shown.put("failed", one.failed());
        shown.put("text", one.text());
        return shown;
    }
}
