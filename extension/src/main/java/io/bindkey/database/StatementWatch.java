// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.BindSettings;
import io.bindkey.message.Failures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sees every statement of a bind before and after it runs. Safe for use by several threads. */
public final class StatementWatch {

    private static final Logger LOG = System.getLogger("io.bindkey.sql");

    private final BindSettings settings;
    private final BooleanSupplier onlyReading;
    private final KnownStatements known = new KnownStatements();
    private final long slowNanos;

    /** @param onlyReading tells whether the calling thread may only read now */
    public StatementWatch(BindSettings settings, BooleanSupplier onlyReading) {
        this.settings = settings;
        this.onlyReading = onlyReading;
        this.slowNanos = settings.slowQueryThreshold().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /**
     * To be called before a statement reaches the database.
     *
     * @param sql null is the driver's to refuse
     * @param check asked when it writes
     */
    void before(@Nullable String sql, WriteCheck check) {
        if (sql == null) {
            return;
        }
        SqlKind kind = known.kind(sql);
        if (kind == SqlKind.READS) {
            return;
        }
        if (onlyReading.getAsBoolean()) {
            throw Failures.onlyReading(kind == SqlKind.LOCKS ? "lock" : "write", settings.key());
        }
        if (settings.readOnly() && kind != SqlKind.LOCKS) {
            throw Failures.readOnly(settings.key());
        }
        if (kind == SqlKind.WRITES) {
            check.beforeWrite();
        }
    }

    /** {@return whether somebody wants to know of each execution} */
    boolean timesStatements() {
        return settings.logSql() || slowNanos != Long.MAX_VALUE;
    }

    public void after(String sql, long nanos) {
        if (settings.logSql()) {
            LOG.log(Level.INFO, "[{0}] {1}", settings.key(), sql);
        }
        if (nanos >= slowNanos) {
            LOG.log(Level.WARNING, "[{0}] took {1} ms: {2}", settings.key(), nanos / 1_000_000, sql);
        }
    }
}
