// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.KnownDatabase;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.message.SchemaFailures;
import io.bindkey.provider.MappingModel;
import io.bindkey.provider.Provider;
import jakarta.persistence.EntityManagerFactory;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A unit without its database, of which only the kind is known. It tells of the mapping, and touches nothing. */
public final class OfflineUnit {

    private static final String PRODUCT = "jakarta.persistence.database-product-name";
    private static final String MAJOR_VERSION = "jakarta.persistence.database-major-version";
    private static final String MINOR_VERSION = "jakarta.persistence.database-minor-version";

    private final Provider provider;
    private final UnitInfo info;
    private final Map<String, @Nullable Object> properties;
    private final MappingModel mapping;

    OfflineUnit(Provider provider, UnitInfo info, Map<String, @Nullable Object> properties, MappingModel mapping) {
        this.provider = provider;
        this.info = info;
        this.properties = properties;
        this.mapping = mapping;
    }

    /**
     * {@return what keeps a provider from its database}
     *
     * @param provider of the unit
     * @param settings of the bind
     * @param reached its database, where it was seen: that knows better than a url what it is
     */
    static Map<String, Object> properties(Provider provider, BindSettings settings, Optional<ReachedDatabase> reached) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.schema-generation.database.action", "none");
        properties.putAll(provider.offlineProperties());
        if (!provider.isToldProduct(settings.providerProperties())) {
            reached.ifPresentOrElse(
                    database -> {
                        properties.put(PRODUCT, database.product());
                        properties.put(MAJOR_VERSION, Integer.toString(database.major()));
                        properties.put(MINOR_VERSION, Integer.toString(database.minor()));
                    },
                    () -> properties.put(
                            PRODUCT,
                            product(settings.database())
                                    .orElseThrow(() -> SchemaFailures.unknownKindOfDatabase(settings.key()))));
        }
        return properties;
    }

    private static Optional<String> product(DatabaseSettings database) {
        return database instanceof DatabaseSettings.Url url
                ? KnownDatabase.of(url.url()).map(KnownDatabase::product)
                : Optional.empty();
    }

    /** {@return what somebody who knows the provider makes of its own model of the mapping} */
    public <T> T withMapping(Function<Object, T> work) {
        EntityManagerFactory factory = provider.standard().createContainerEntityManagerFactory(info, properties);
        try {
            return work.apply(mapping.value().orElseThrow());
        } finally {
            factory.close();
        }
    }

    /**
     * {@return what the provider would execute on an empty database, or to remove all (Jakarta Persistence, section 9.4)}
     *
     * @param action {@code create} or {@code drop}
     */
    public String statements(String action) {
        StringWriter text = new StringWriter();
        Map<String, @Nullable Object> generation = new HashMap<>(properties);
        generation.put("jakarta.persistence.schema-generation.database.action", "none");
        generation.put("jakarta.persistence.schema-generation.scripts.action", action);
        generation.put("jakarta.persistence.schema-generation.scripts." + action + "-target", text);
        provider.script(generation, action, text);
        provider.standard().generateSchema(info, generation);
        return text.toString();
    }
}
