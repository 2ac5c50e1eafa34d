// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What a test can have injected beside the application's beans. */
final class TestBeans implements Extension {

    private final Statements statements;
    private final Faults faults;
    private final Set<Class<?>> added;
    private final Set<Class<?>> seen = new HashSet<>();

    /** @param added what is added to the application's beans */
    TestBeans(Statements statements, Faults faults, Collection<Class<?>> added) {
        this.statements = statements;
        this.faults = faults;
        this.added = Set.copyOf(added);
    }

    /** What is added may be in a bean archive as well, and is one bean all the same. */
    void processType(@Observes ProcessAnnotatedType<?> event) {
        Class<?> type = event.getAnnotatedType().getJavaClass();
        if (added.contains(type) && !seen.add(type)) {
            event.veto();
        }
    }

    void afterBeanDiscovery(@Observes AfterBeanDiscovery event) {
        event.addBean()
                .types(Statements.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> statements);
        event.addBean()
                .types(Faults.class, Object.class)
                .scope(ApplicationScoped.class)
                .createWith(creation -> faults);
    }
}
