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

    public void before(Collection<String> keys) {
        keys.forEach(listener::before);
    }

    public void after(Map<String, TransactionOutcome> outcomes) {
        outcomes.forEach((key, outcome) -> {
            try {
                listener.after(key, outcome);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, () -> "An observer of AfterCompletion in bind '" + key + "' failed", e);
            }
        });
    }
}
