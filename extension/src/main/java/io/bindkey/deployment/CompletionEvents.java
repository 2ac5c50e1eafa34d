// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.AfterCompletion;
import io.bindkey.BeforeCompletion;
import io.bindkey.Bound;
import io.bindkey.TransactionOutcome;
import io.bindkey.commit.CompletionListener;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes CDI events of the ends of transactions, where somebody observes them: to fire one for nobody takes microseconds. */
final class CompletionEvents implements CompletionListener {

    private final BeanManager beanManager;

    /** Whether each bind has observers; they do not change once the application is deployed. */
    private final Map<String, Boolean> observedBefore = new ConcurrentHashMap<>();

    private final Map<String, Boolean> observedAfter = new ConcurrentHashMap<>();

    CompletionEvents(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    @Override
    public void before(String key) {
        BeforeCompletion event = new BeforeCompletion(key);
        if (isObserved(observedBefore, key, event)) {
            beanManager
                    .getEvent()
                    .select(BeforeCompletion.class, Bound.Literal.of(key))
                    .fire(event);
        }
    }

    @Override
    public void after(String key, TransactionOutcome outcome) {
        AfterCompletion event = new AfterCompletion(key, outcome);
        if (isObserved(observedAfter, key, event)) {
            beanManager
                    .getEvent()
                    .select(AfterCompletion.class, Bound.Literal.of(key))
                    .fire(event);
        }
    }

    private boolean isObserved(Map<String, Boolean> known, String key, Object event) {
        Boolean observed = known.get(key);
        if (observed == null) {
            observed = !beanManager
                    .resolveObserverMethods(event, Bound.Literal.of(key))
                    .isEmpty();
            known.put(key, observed);
        }
        return observed;
    }
}
