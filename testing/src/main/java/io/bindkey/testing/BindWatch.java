// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.Bind;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has happened on the connections to the database of one bind. Safe for use by several threads. */
final class BindWatch {

    private static final int KEPT = 1000;

    /** Whose lines are not those of the test or the application. */
    private static final List<String> OTHERS = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "jakarta.",
            "org.hibernate.",
            "org.eclipse.persistence.",
            "org.jboss.",
            "com.arjuna.",
            "io.agroal.",
            "io.smallrye.",
            "org.junit.",
            "org.h2.",
            "org.postgresql.",
            "org.mariadb.");

    private final String key;
    private final Fault fault = new Fault();
    private final Deque<String> texts = new ArrayDeque<>();
    private boolean forbidden;
    private boolean attentive;
    private int count;
    private int ran;
    private int committed;
    private boolean changedBetween;
    private @Nullable Touch touch;

    BindWatch(String key) {
        this.key = key;
    }

    /**
     * The first statement that ran where none may.
     *
     * @param where in words
     * @param sql its text
     */
    record Touch(String where, String sql) {}

    String key() {
        return key;
    }

    Fault fault() {
        return fault;
    }

    /** A test begins, in which no statement may run, or any. */
    synchronized void begin(boolean none) {
        forbidden = none;
        attentive = true;
        touch = null;
        ran = 0;
        committed = 0;
        forget();
    }

    /** What follows is nobody's statement until the next test begins. */
    synchronized void end() {
        attentive = false;
    }

    /** What was committed so far is as it should be. */
    synchronized void settle() {
        committed = 0;
        changedBetween = false;
    }

    synchronized void forget() {
        texts.clear();
        count = 0;
    }

    synchronized void ran(String sql) {
        if (!attentive || StatementText.isSetting(sql)) {
            return;
        }
        ran++;
        count++;
        if (texts.size() == KEPT) {
            texts.removeFirst();
        }
        texts.addLast(sql);
        if (forbidden && touch == null) {
            touch = new Touch(where(), sql);
        }
    }

    /** Something that may have changed the database was committed. */
    synchronized void committed() {
        if (attentive) {
            committed++;
        } else {
            changedBetween = true;
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized List<String> texts() {
        return new ArrayList<>(texts);
    }

    /** {@return whether any statement ran since the test began} */
    synchronized boolean isTouched() {
        return ran > 0 || committed > 0;
    }

    /** {@return whether something was committed outside of any test, and is there for all of a class} */
    synchronized boolean isChangedBetween() {
        return changedBetween;
    }

    /** {@return whether something was committed since the test began} */
    synchronized boolean isChanged() {
        return committed > 0;
    }

    synchronized Optional<Touch> touch() {
        return Optional.ofNullable(touch);
    }

    /** The nearest line that is not a library's, and who called that. */
    private static String where() {
        List<StackFrame> lines = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> isApplications(frame.getDeclaringClass()))
                        .limit(2)
                        .collect(Collectors.toList()));
        return lines.isEmpty()
                ? "as the transaction was flushed"
                : lines.stream().map(StackFrame::toString).collect(Collectors.joining(", called at ", "at ", ""));
    }

    private static boolean isApplications(Class<?> type) {
        String name = type.getName();
        return OTHERS.stream().noneMatch(name::startsWith)
                && !name.contains("$Proxy")
                && !name.contains("$$")
                && !isFrom(type, Bind.class)
                && !isFrom(type, BindWatch.class);
    }

    private static boolean isFrom(Class<?> type, Class<?> library) {
        return type.getPackageName().startsWith("io.bindkey")
                && Objects.equals(
                        type.getProtectionDomain().getCodeSource(),
                        library.getProtectionDomain().getCodeSource());
    }
}
