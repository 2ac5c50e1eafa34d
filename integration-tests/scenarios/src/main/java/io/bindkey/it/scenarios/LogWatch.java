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

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogWatch() {
        setFormatter(new SimpleFormatter());
    }

    /** {@return the warnings and errors that a logger and those below it had while something ran} */
    static List<String> during(String loggerName, Runnable work) {
        LogWatch watch = new LogWatch();
        Logger logger = Logger.getLogger(loggerName);
        logger.addHandler(watch);
        logger.setUseParentHandlers(false);
        try {
            work.run();
        } finally {
            logger.removeHandler(watch);
            logger.setUseParentHandlers(true);
        }
        return List.copyOf(watch.lines);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
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
