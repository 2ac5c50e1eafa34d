// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.AfterCompletion;
import io.bindkey.BeforeCompletion;
import io.bindkey.Bound;
import io.bindkey.TransactionOutcome;
import io.bindkey.commit.CompletionListener;
import jakarta.enterprise.inject.spi.BeanManager;

/** Makes CDI events of the ends of transactions. */
final class CompletionEvents implements CompletionListener {

    private final BeanManager beanManager;

    CompletionEvents(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    @Override
    public void before(String key) {
        beanManager
                .getEvent()
                .select(BeforeCompletion.class, Bound.Literal.of(key))
                .fire(new BeforeCompletion(key));
    }

    @Override
    public void after(String key, TransactionOutcome outcome) {
        beanManager
                .getEvent()
                .select(AfterCompletion.class, Bound.Literal.of(key))
                .fire(new AfterCompletion(key, outcome));
    }
}
