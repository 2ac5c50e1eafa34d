// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.TransactionOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;

/** Tells the listener of one transaction's end. */
final class Completion {

    private static final Logger LOG = System.getLogger(Completion.class.getName());

    private final CompletionListener listener;

    Completion(CompletionListener listener) {
        this.listener = listener;
    }

    void before(Collection<String> keys) {
        keys.forEach(listener::before);
    }

    void after(Map<String, TransactionOutcome> outcomes) {
        outcomes.forEach((key, outcome) -> {
            try {
                listener.after(key, outcome);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, () -> "An observer of AfterCompletion in bind '" + key + "' failed", e);
            }
        });
    }
}
