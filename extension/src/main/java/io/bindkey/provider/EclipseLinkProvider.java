// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.config.UnitProperties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** EclipseLink 4 and 5. Uses none of its classes itself, which a server may hide from the application. */
record EclipseLinkProvider(PersistenceProvider standard) implements Provider {

    private static final Logger LOG = System.getLogger(EclipseLinkProvider.class.getName());

    /** Its own generation of tables. Where it is set to anything, EclipseLink does not look at the standard one. */
    private static final String DDL_GENERATION = "eclipselink.ddl-generation";

    private static final String GENERATION = "jakarta.persistence.schema-generation.";
    private static final String WEAVING = "eclipselink.weaving";
    private static final Set<String> POSSIBLE_WEAVING = Set.of("false", "static");
    private static final String SESSION_NAME = "eclipselink.session-name";
    private static final String TARGET_SERVER = "eclipselink.target-server";
    private static final String NONE = "none";

    /** What a property may say instead of what the JVM says: it cannot be taken away. */
    private static final Map<String, Function<PersistenceUnitInfo, Object>> HARMLESS = Map.ofEntries(
            Map.entry("jakarta.persistence.jdbc.user", info -> ""),
            Map.entry("jakarta.persistence.jdbc.password", info -> ""),
            Map.entry("jakarta.persistence.jdbc.url", info -> ""),
            Map.entry("jakarta.persistence.jdbc.driver", info -> ""),
            Map.entry("jakarta.persistence.jtaDataSource", info -> orNone(info.getJtaDataSource())),
            Map.entry("jakarta.persistence.nonJtaDataSource", info -> orNone(info.getNonJtaDataSource())),
            Map.entry("jakarta.persistence.transactionType", EclipseLinkProvider::transactionType),
            Map.entry("eclipselink.connection-pool.force-internal-pool", info -> "false"),
            Map.entry(GENERATION + "database.action", info -> NONE),
            Map.entry(GENERATION + "scripts.action", info -> NONE),
            Map.entry(GENERATION + "create-source", info -> "metadata"),
            Map.entry(GENERATION + "drop-source", info -> "metadata"),
            Map.entry(GENERATION + "create-database-schemas", info -> "false"),
            Map.entry("jakarta.persistence.sql-load-script-source", info -> emptyScript()),
            Map.entry(DDL_GENERATION, EclipseLinkProvider::ownGeneration));

    @Override
    public Map<String, @Nullable Object> factoryProperties(
            PersistenceUnitInfo info,
            Map<String, String> users,
            MappingModel mapping,
            Optional<TransactionPlatform> transactions) {
        Map<String, @Nullable Object> properties = withoutForeign(info);
        // The entities are loaded already, so they cannot be woven; and sessions are told apart by name alone.
        properties.put(WEAVING, "false");
        // Else it would connect, and make its tables, with the first use: in the middle of a transaction.
        properties.put("eclipselink.deploy-on-startup", "true");
        properties.put(SESSION_NAME, "bindkey-" + System.identityHashCode(info) + "-" + info.getPersistenceUnitName());
        properties.putAll(users);
        String customizer = EclipseLinkTransactions.PROPERTY;
        transactions
                .filter(TransactionPlatform::onClassPath)
                .ifPresent(services -> properties.put(
                        customizer,
                        new EclipseLinkTransactions(
                                services, Optional.ofNullable(users.get(customizer)), info.getClassLoader())));
        return properties;
    }

    @Override
    public Optional<String> remedyForImpossible(String property, String value) {
        return property.equals(WEAVING) && !POSSIBLE_WEAVING.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.of("the entities are loaded before EclipseLink could weave them. "
                        + "Weave them in the build and set it to static, or remove it")
                : Optional.empty();
    }

    @Override
    public Map<String, String> nothingByItself() {
        return Map.of("jakarta.persistence.schema-generation.database.action", NONE, DDL_GENERATION, NONE);
    }

    @Override
    public Optional<ProviderRemoval> removal(Map<String, ?> properties) {
        boolean writesScriptsOnly = "sql-script".equals(properties.get(DDL_GENERATION + ".output-mode"));
        return ProviderRemoval.in(
                properties,
                (name, value) -> name.equals(DDL_GENERATION) && value.contains("drop") && !writesScriptsOnly);
    }

    @Override
    public boolean writesScripts() {
        return true;
    }

    /**
     * It knows its sessions by name, and writes nothing for one that is there. In a server it would register each with the JMX
     * server as it is deployed, and take it back only as it logs out, which one without a database never does.
     */
    @Override
    public Map<String, String> offlineProperties() {
        return Map.of(SESSION_NAME, "bindkey-offline-" + UUID.randomUUID(), TARGET_SERVER, "None");
    }

    @Override
    public void script(Map<String, @Nullable Object> properties, String action, Writer text) {
        if (properties.containsKey(DDL_GENERATION)) {
            properties.put(DDL_GENERATION, action + "-tables");
            properties.put(DDL_GENERATION + ".output-mode", "sql-script");
            properties.put("eclipselink." + action + "-ddl-jdbc-file-name", text);
        }
    }

    @Override
    public Optional<String> criteriaBuilder() {
        return Optional.of("org.eclipse.persistence.jpa.JpaCriteriaBuilder");
    }

    @Override
    public Optional<String> redirection(Map<?, ?> properties) {
        return properties.keySet().stream()
                .map(String::valueOf)
                .filter(name -> name.startsWith("jakarta.persistence.jdbc.") || name.endsWith("DataSource"))
                .filter(UnitProperties::isOfTheBind)
                .sorted()
                .findFirst();
    }

    @Override
    public void watchLocal(EntityManagerFactory factory, Supplier<Optional<EntityManager>> current) {
        try {
            EclipseLinkCalls.watch(factory, current);
        } catch (LinkageError hidden) {
            LOG.log(
                    Level.DEBUG,
                    "The server hides EclipseLink: what a function writes in a query may outlive a rollback");
        }
    }

    @Override
    public void forgetRows(EntityManagerFactory factory) {
        factory.getCache().evictAll();
        EclipseLinkMemory.forget(factory, loader());
    }

    /** {@return what keeps from the unit the properties of the JVM that are the bind's own affair} */
    private static Map<String, @Nullable Object> withoutForeign(PersistenceUnitInfo info) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(UnitProperties::isForeign)
                .filter(HARMLESS::containsKey)
                .forEach(name -> properties.put(
                        name, Objects.requireNonNull(HARMLESS.get(name)).apply(info)));
        if (System.getProperty(GENERATION + "create-script-source") != null) {
            properties.put(GENERATION + "create-source", "metadata");
        }
        if (System.getProperty(GENERATION + "drop-script-source") != null) {
            properties.put(GENERATION + "drop-source", "metadata");
        }
        return properties;
    }

    private static Object orNone(@Nullable DataSource dataSource) {
        return dataSource == null ? "" : dataSource;
    }

    // The type is deprecated in 3.2 but still the one that the method returns.
    @SuppressWarnings({"deprecation", "removal"})
    private static Object transactionType(PersistenceUnitInfo info) {
        return info.getTransactionType().name();
    }

    /** In the words of EclipseLink, what the bind's own properties say in those of the standard. */
    private static Object ownGeneration(PersistenceUnitInfo info) {
        String action = info.getProperties().getProperty(GENERATION + "database.action", NONE);
        return switch (action) {
            case "create", "drop", "drop-and-create" -> action + "-tables";
            default -> action;
        };
    }

    /** It is read again for each script. */
    private static Reader emptyScript() {
        return new StringReader("") {
            @Override
            public void close() {}
        };
    }
}
