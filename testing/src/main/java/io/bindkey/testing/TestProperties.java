// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What a test says of the configuration, before all other sources; nothing where no application of a test runs. Not API, but
 * MicroProfile Config has to make one.
 */
public final class TestProperties implements ConfigSource {

    private static final int BEFORE_ALL_OTHERS = 1000;

    private static final AtomicReference<Map<String, String>> IN_FORCE = new AtomicReference<>(Map.of());

    /** Made by MicroProfile Config. */
    public TestProperties() {}

    static void set(Map<String, String> properties) {
        IN_FORCE.set(Map.copyOf(properties));
    }

    private static Map<String, String> inForce() {
        return Objects.requireNonNull(IN_FORCE.get());
    }

    @Override
    public Set<String> getPropertyNames() {
        return inForce().keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return inForce().get(name);
    }

    @Override
    public String getName() {
        return "@BindTest";
    }

    @Override
    public int getOrdinal() {
        return BEFORE_ALL_OTHERS;
    }
}
