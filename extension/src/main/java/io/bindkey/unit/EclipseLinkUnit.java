// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.UnitProperties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.Reader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What EclipseLink needs beyond the standard. Uses none of its classes itself. */
final class EclipseLinkUnit {

    private static final Logger LOG = System.getLogger(EclipseLinkUnit.class.getName());

    /** Its own generation of tables. Where it is set to anything, EclipseLink does not look at the standard one. */
    static final String DDL_GENERATION = "eclipselink.ddl-generation";

    private static final String GENERATION = "jakarta.persistence.schema-generation.";
    private static final String NONE = "none";

    /** What a property may say instead of what the JVM says: it cannot be taken away. */
    private static final Map<String, Function<UnitInfo, Object>> HARMLESS = Map.ofEntries(
            Map.entry("jakarta.persistence.jdbc.user", info -> ""),
            Map.entry("jakarta.persistence.jdbc.password", info -> ""),
            Map.entry("jakarta.persistence.jdbc.url", info -> ""),
            Map.entry("jakarta.persistence.jdbc.driver", info -> ""),
            Map.entry("jakarta.persistence.jtaDataSource", info -> orNone(info.getJtaDataSource())),
            Map.entry("jakarta.persistence.nonJtaDataSource", info -> orNone(info.getNonJtaDataSource())),
            Map.entry("jakarta.persistence.transactionType", EclipseLinkUnit::transactionType),
            Map.entry("eclipselink.connection-pool.force-internal-pool", info -> "false"),
            Map.entry(GENERATION + "database.action", info -> NONE),
            Map.entry(GENERATION + "scripts.action", info -> NONE),
            Map.entry(GENERATION + "create-source", info -> "metadata"),
            Map.entry(GENERATION + "drop-source", info -> "metadata"),
            Map.entry(GENERATION + "create-database-schemas", info -> "false"),
            Map.entry("jakarta.persistence.sql-load-script-source", info -> emptyScript()),
            Map.entry(DDL_GENERATION, EclipseLinkUnit::ownGeneration));

    private EclipseLinkUnit() {}

    /**
     * Lets queries that call functions run inside the transactions of a unit that no manager drives.
     *
     * @param current finds the entity manager that has a transaction of the calling thread
     */
    static void watchCalls(EntityManagerFactory factory, Supplier<Optional<EntityManager>> current) {
        try {
            EclipseLinkCalls.watch(factory, current);
        } catch (LinkageError hidden) {
            LOG.log(
                    Level.DEBUG,
                    "The server hides EclipseLink: what a function writes in a query may outlive a rollback");
        }
    }

    /** {@return the properties with which an entity manager would connect in a way of its own} */
    static Stream<String> redirections(Map<?, ?> properties) {
        return properties.keySet().stream()
                .map(String::valueOf)
                .filter(name -> name.startsWith("jakarta.persistence.jdbc.") || name.endsWith("DataSource"))
                .filter(UnitProperties::isOfTheBind)
                .sorted();
    }

    /** {@return what keeps from the unit the properties of the JVM that are the bind's own affair} */
    static Map<String, Object> withoutForeign(UnitInfo info) {
        Map<String, Object> properties = new HashMap<>();
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
    private static Object transactionType(UnitInfo info) {
        return info.getTransactionType().name();
    }

    /** In the words of EclipseLink, what the bind's own properties say in those of the standard. */
    private static Object ownGeneration(UnitInfo info) {
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
