// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears what Narayana warns of; the log of tests does not show it. */
final class NarayanaWarnings extends Handler implements AutoCloseable {

    /** It has a branch in its log for which no database is found. */
    static final String NO_RESOURCE = "ARJUNA01603[78].*";

    private final Logger logger = Logger.getLogger("com.arjuna.ats.jta");
    private final Level before = logger.getLevel();
    private final boolean parents = logger.getUseParentHandlers();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    NarayanaWarnings() {
        logger.setLevel(Level.WARNING);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    List<String> matching(String pattern) {
        return messages.stream().filter(message -> message.matches(pattern)).toList();
    }

    @Override
    public void publish(LogRecord record) {
        messages.add(String.valueOf(record.getMessage()));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(parents);
        logger.setLevel(before);
    }
}
