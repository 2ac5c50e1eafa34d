// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Properties of one test. */
record MapSource(Map<String, String> properties) implements ConfigSource {

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "test";
    }
}
