// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The application that runs at the moment: there is one at a time, so {@code CDI.current()} is always that one. Lives as long as JUnit's
 * run of all tests.
 */
final class OneApplication implements CloseableResource {

    private @Nullable TestApplication running;

    static OneApplication of(ExtensionContext context) {
        return context.getRoot()
                .getStore(BindTestExtension.NAMESPACE)
                .getOrComputeIfAbsent(OneApplication.class, type -> new OneApplication(), OneApplication.class);
    }

    /** {@return one as a class wants it, which runs already or is started} */
    synchronized TestApplication get(TestSettings settings) {
        TestApplication current = running;
        if (current != null && current.settings().equals(settings)) {
            return current;
        }
        close();
        TestApplication started = TestApplication.start(settings);
        running = started;
        return started;
    }

    /** A class has ended that had it. */
    synchronized void release(TestApplication application) {
        if (running != application) {
            return;
        }
        if (application.settings().lifetime() == BindTest.Lifetime.SHARED) {
            application.endClass();
        } else {
            close();
        }
    }

    @Override
    public synchronized void close() {
        TestApplication current = running;
        running = null;
        if (current != null) {
            current.close();
        }
    }
}
