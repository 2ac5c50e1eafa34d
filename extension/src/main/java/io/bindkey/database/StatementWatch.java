// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.BindSettings;
import io.bindkey.message.Failures;
import io.bindkey.telemetry.BindTelemetry;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Sees every statement of a bind before and after it runs. Safe for use by several threads. */
public final class StatementWatch {

    private final BindSettings settings;
    private final BooleanSupplier onlyReading;
    private final KnownStatements known = new KnownStatements();
    private final BindTelemetry telemetry;
    private final StatementLog log;
    private final boolean seesExecutions;
    private final String comment;

    /**
     * Creates it.
     *
     * @param onlyReading tells whether the calling thread may only read now
     * @param telemetry hears of executions, and knows who hears of statements
     */
    public StatementWatch(BindSettings settings, BooleanSupplier onlyReading, BindTelemetry telemetry) {
        this.settings = settings;
        this.onlyReading = onlyReading;
        this.telemetry = telemetry;
        this.log = new StatementLog(settings, telemetry.statements());
        this.seesExecutions = telemetry.isCounted() || log.isOn();
        this.comment = settings.watch().sqlComment() ? SqlText.comment(settings.key()) : "";
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

    /** {@return the text for the database, which may be told whose it is} */
    String text(String sql) {
        // Drivers know their escapes by the first character.
        return comment.isEmpty() || sql == null || sql.stripLeading().startsWith("{") ? sql : comment + sql;
    }

    /** {@return whether somebody wants to know of each execution} */
    boolean seesExecutions() {
        return seesExecutions;
    }

    StatementLog log() {
        return log;
    }

    void executed(long nanos) {
        telemetry.executed(nanos, null);
    }

    void failed(long nanos, Exception failure) {
        telemetry.executed(nanos, failure);
    }
}
