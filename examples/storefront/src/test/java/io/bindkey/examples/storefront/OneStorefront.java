// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront;

import io.bindkey.examples.storefront.launch.RunningStorefront;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the storefront once for all tests of this process. */
final class OneStorefront implements ParameterResolver {

    private record Started(RunningStorefront storefront) implements CloseableResource {

        @Override
        public void close() {
            storefront.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningStorefront.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(OneStorefront.class))
                .getOrComputeIfAbsent("started", key -> start(), Started.class)
                .storefront();
    }

    private static Started start() {
        try {
            return new Started(RunningStorefront.start());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("The storefront does not start", e);
        }
    }
}
