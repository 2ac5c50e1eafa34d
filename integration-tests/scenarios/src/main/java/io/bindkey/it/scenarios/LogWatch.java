// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to the log. */
final class LogWatch extends Handler {

    private final Level least;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogWatch(Level least) {
        this.least = least;
        setFormatter(new SimpleFormatter());
    }

    /** {@return the warnings and errors that a logger and those below it had while something ran} */
    static List<String> during(String loggerName, Runnable work) {
        return during(loggerName, Level.WARNING, work);
    }

    /** {@return all that they had from INFO on} */
    static List<String> allDuring(String loggerName, Runnable work) {
        return during(loggerName, Level.INFO, work);
    }

    private static List<String> during(String loggerName, Level least, Runnable work) {
        LogWatch watch = new LogWatch(least);
        Logger logger = Logger.getLogger(loggerName);
        Level before = logger.getLevel();
        if (!logger.isLoggable(least)) {
            logger.setLevel(least);
        }
        logger.addHandler(watch);
        logger.setUseParentHandlers(false);
        try {
            work.run();
        } finally {
            logger.removeHandler(watch);
            logger.setUseParentHandlers(true);
            logger.setLevel(before);
        }
        return List.copyOf(watch.lines);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= least.intValue()) {
            lines.add(getFormatter().formatMessage(record));
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
