// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.AfterCompletion;
import io.bindkey.BeforeCompletion;
import io.bindkey.Bound;
import io.bindkey.TransactionOutcome;
import io.bindkey.commit.CompletionListener;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes CDI events of the ends of transactions, where somebody observes them: to fire one for nobody takes microseconds. */
final class CompletionEvents implements CompletionListener {

    private final BeanManager beanManager;
    private final Collection<String> keys;

    /** Whether each bind has observers; they do not change once the application is deployed. */
    private final Map<String, Boolean> observedBefore = new ConcurrentHashMap<>();

    private final Map<String, Boolean> observedAfter = new ConcurrentHashMap<>();

    /** Whether no bind has any; null until somebody asks. */
    private volatile @Nullable Boolean silent;

    CompletionEvents(BeanManager beanManager, Collection<String> keys) {
        this.beanManager = beanManager;
        this.keys = keys;
    }

    @Override
    public boolean isSilent() {
        Boolean known = silent;
        if (known == null) {
            known = keys.stream().noneMatch(this::isObserved);
            silent = known;
        }
        return known;
    }

    private boolean isObserved(String key) {
        return isObserved(observedBefore, key, new BeforeCompletion(key))
                || isObserved(observedAfter, key, new AfterCompletion(key, TransactionOutcome.COMMITTED));
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
