// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.BindSettings;
import io.bindkey.config.WatchSettings;
import io.bindkey.telemetry.StatementListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a bind's statements into the log, as far as that is wanted, and tells who listens. Safe for use by several threads. */
public final class StatementLog {

    private static final Logger LOG = System.getLogger("io.bindkey.sql");

    /** What cannot be told of the rows. */
    static final long UNKNOWN = -1;

    private final BindSettings bind;
    private final WatchSettings wanted;
    private final long slowNanos;
    private final @Nullable StatementListener listener;

    /**
     * For the statements of one bind.
     *
     * @param listener null where there is none, and nothing is gathered for it
     */
    public StatementLog(BindSettings bind, @Nullable StatementListener listener) {
        this.bind = bind;
        this.listener = listener;
        this.wanted = bind.watch();
        this.slowNanos = wanted.slowQueryThreshold().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** {@return whether any execution may be worth a line} */
    boolean isOn() {
        return hasAll() || slowNanos != Long.MAX_VALUE;
    }

    /** {@return whether each execution has a line, which tells its rows} */
    boolean hasAll() {
        return wanted.logSql() || listener != null;
    }

    boolean showsParameters() {
        return isOn() && wanted.logParameters();
    }

    /**
     * Writes what a statement of a schema operation was.
     *
     * @param nanos that it took
     */
    public void schema(String sql, long nanos) {
        slow(sql, nanos);
        all(sql, nanos, UNKNOWN);
    }

    /**
     * Writes a statement that has taken long, with the line of the application that wanted it. To be called where that line
     * is on the stack.
     *
     * @param statement its text and what else is shown of it
     */
    void slow(String statement, long nanos) {
        if (nanos >= slowNanos && LOG.isLoggable(Level.WARNING)) {
            LOG.log(
                    Level.WARNING,
                    "[{0}] took {1} ms{2}: {3}",
                    bind.key(),
                    String.valueOf(nanos / 1_000_000),
                    CallSite.current().map(site -> " at " + site).orElse(""),
                    shown(statement));
        }
    }

    /** @param rows that were written or read, or {@link #UNKNOWN} */
    void all(String statement, long nanos, long rows) {
        tell(statement, nanos, rows, false);
        if (rows < 0) {
            line(statement, nanos, "");
        } else {
            line(statement, nanos, rows == 1 ? ", 1 row" : ", " + rows + " rows");
        }
    }

    void failed(String statement, long nanos) {
        tell(statement, nanos, UNKNOWN, true);
        line(statement, nanos, ", failed");
    }

    private void tell(String statement, long nanos, long rows, boolean failed) {
        if (listener != null) {
            listener.executed(bind.key(), shown(statement), nanos, rows, failed);
        }
    }

    private void line(String statement, long nanos, String more) {
        if (wanted.logSql() && LOG.isLoggable(Level.INFO)) {
            String time = String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
            LOG.log(Level.INFO, "[{0}] {1}{2}: {3}", bind.key(), time, more, shown(statement));
        }
    }

    /** Without passwords where values stand; the rest is names, and one of those may well be the password of a test. */
    private String shown(String statement) {
        for (String password : bind.passwords()) {
            if (statement.contains(password)) {
                return SqlText.withoutInLiterals(statement, bind.passwords());
            }
        }
        return statement;
    }
}
