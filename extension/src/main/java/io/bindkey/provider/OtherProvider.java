// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider of which nothing is known but the standard. */
record OtherProvider(PersistenceProvider standard) implements Provider {

    @Override
    public Map<String, @Nullable Object> factoryProperties(
            PersistenceUnitInfo info,
            Map<String, String> users,
            MappingModel mapping,
            Optional<TransactionPlatform> transactions) {
        return new HashMap<>(users);
    }
}
