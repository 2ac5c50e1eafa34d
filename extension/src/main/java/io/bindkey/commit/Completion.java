// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.telemetry.TransactionRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener, and telemetry, of one transaction's end, and of that of each later one of the same context. Used by one
 * thread at a time.
 */
public final class Completion {

    private static final Logger LOG = System.getLogger(Completion.class.getName());

    private final CompletionListener listener;
    private final Telemetry telemetry;

    private @Nullable TransactionRecord record;

    public Completion(CompletionListener listener, Telemetry telemetry) {
        this.listener = listener;
        this.telemetry = telemetry;
    }

    /** {@return what tells the same ones of another context's transactions} */
    public Completion ofAnother() {
        return new Completion(listener, telemetry);
    }

    /** {@return the same, of a transaction that has begun} */
    public Completion begin() {
        TransactionRecord begun = telemetry.beginTransaction();
        if (begun != null || record != null) {
            record = begun;
        }
        return this;
    }

    /** {@return whether nobody hears of its end, so that nothing need be gathered for it} */
    public boolean isSilent() {
        return record == null && listener.isSilent();
    }

    public void before(Supplier<? extends Collection<String>> keys) {
        if (!listener.isSilent()) {
            keys.get().forEach(listener::before);
        }
    }

    public void after(Map<String, TransactionOutcome> outcomes) {
        after(outcomes, List::of);
    }

    /**
     * As {@link #after(Map)}, where some may be in doubt.
     *
     * @param inDoubt the binds whose database has promised to commit, and could not be told to
     */
    public void after(Map<String, TransactionOutcome> outcomes, Supplier<? extends Collection<String>> inDoubt) {
        TransactionRecord ended = record;
        if (ended != null) {
            record = null;
            ended.end(outcomes, outcomes.containsValue(TransactionOutcome.UNKNOWN) ? inDoubt.get() : List.of());
        }
        if (listener.isSilent()) {
            return;
        }
        outcomes.forEach((key, outcome) -> {
            try {
                listener.after(key, outcome);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, () -> "An observer of AfterCompletion in bind '" + key + "' failed", e);
            }
        });
    }
}
