// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;

/** Tells the listener of one transaction's end. */
public final class Completion {

    private static final Logger LOG = System.getLogger(Completion.class.getName());

    private final CompletionListener listener;

    public Completion(CompletionListener listener) {
        this.listener = listener;
    }

    /** {@return whether nobody hears of it, so that nothing need be gathered for it} */
    public boolean isSilent() {
        return listener.isSilent();
    }

    public void before(Collection<String> keys) {
        keys.forEach(listener::before);
    }

    public void after(Map<String, TransactionOutcome> outcomes) {
        if (isSilent()) {
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
