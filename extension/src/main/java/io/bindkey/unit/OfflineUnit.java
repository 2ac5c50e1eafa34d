// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.ReachedDatabase;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.message.SchemaFailures;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A unit without its database, of which only the kind is known. It tells of the mapping, and touches nothing. */
public final class OfflineUnit {

    private static final String PRODUCT = "jakarta.persistence.database-product-name";
    private static final String MAJOR_VERSION = "jakarta.persistence.database-major-version";
    private static final String MINOR_VERSION = "jakarta.persistence.database-minor-version";

    /** Keeps providers from working on the schema of the database as their factory starts. */
    static final Map<String, String> NOTHING_BY_ITSELF = Map.of(
            "jakarta.persistence.schema-generation.database.action", "none",
            "hibernate.hbm2ddl.auto", "none");

    private final PersistenceProvider provider;
    private final UnitInfo info;
    private final Map<String, @Nullable Object> properties;
    private final MappingModel mapping;

    OfflineUnit(
            PersistenceProvider provider,
            UnitInfo info,
            Map<String, @Nullable Object> properties,
            MappingModel mapping) {
        this.provider = provider;
        this.info = info;
        this.properties = properties;
        this.mapping = mapping;
    }

    /**
     * {@return what keeps a provider from its database}
     *
     * @param settings of the bind
     * @param reached its database, where it was seen: that knows better than a url what it is
     */
    static Map<String, Object> properties(BindSettings settings, Optional<ReachedDatabase> reached) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        properties.putAll(NOTHING_BY_ITSELF);
        // EclipseLink knows its sessions by name, and writes nothing for one that is there.
        properties.put("eclipselink.session-name", "bindkey-offline-" + UUID.randomUUID());
        // On some databases, Hibernate would make helper tables with its factory.
        for (String kind : List.of("persistent", "global_temporary", "local_temporary")) {
            properties.put("hibernate.query.mutation_strategy." + kind + ".create_tables", "false");
            properties.put("hibernate.query.mutation_strategy." + kind + ".drop_tables", "false");
        }
        Map<String, String> own = settings.providerProperties();
        if (!own.containsKey(PRODUCT) && !own.containsKey("hibernate.dialect")) {
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

    /** {@return a data source that gives no connection} */
    static DataSource noDataSource() {
        return (DataSource) Proxy.newProxyInstance(
                OfflineUnit.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(PRODUCT, arguments);
                    }
                    throw new SQLException("A unit without its database has no connections");
                });
    }

    /** {@return the product by the url's second word, as its driver would name it} */
    private static Optional<String> product(DatabaseSettings database) {
        if (!(database instanceof DatabaseSettings.Url url)) {
            return Optional.empty();
        }
        String[] words = url.url().split(":", 3);
        String product =
                switch (words.length < 2 ? "" : words[1].toLowerCase(Locale.ROOT)) {
                    case "postgresql" -> "PostgreSQL";
                    case "mariadb" -> "MariaDB";
                    case "mysql" -> "MySQL";
                    case "h2" -> "H2";
                    case "sqlite" -> "SQLite";
                    case "oracle" -> "Oracle";
                    case "sqlserver" -> "Microsoft SQL Server";
                    case "db2" -> "DB2/";
                    case "derby" -> "Apache Derby";
                    case "hsqldb" -> "HSQL Database Engine";
                    default -> "";
                };
        return Optional.of(product).filter(name -> !name.isEmpty());
    }

    /** {@return what somebody who knows the provider makes of its own model of the mapping} */
    public <T> T withMapping(Function<Object, T> work) {
        EntityManagerFactory factory = provider.createContainerEntityManagerFactory(info, properties);
        try {
            return work.apply(mapping.viewedAs(Object.class, model -> model).orElseThrow());
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
        if (generation.containsKey(EclipseLinkUnit.DDL_GENERATION)) {
            generation.put(EclipseLinkUnit.DDL_GENERATION, action + "-tables");
            generation.put(EclipseLinkUnit.DDL_GENERATION + ".output-mode", "sql-script");
            generation.put("eclipselink." + action + "-ddl-jdbc-file-name", text);
        }
        provider.generateSchema(info, generation);
        return text.toString();
    }
}
