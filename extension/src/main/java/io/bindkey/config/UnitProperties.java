// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of persistence units that are the bind's alone: they would replace its database, connections,
 * transactions or identity, and with them every promise about it.
 */
public final class UnitProperties {

    /** What to set for the bind instead. A name that ends with a dot stands for all that begin so. */
    private static final Map<String, Optional<BindProperty>> OF_THE_BIND = Map.ofEntries(
            instead("jakarta.persistence.jdbc.url", BindProperty.URL),
            instead("jakarta.persistence.jdbc.user", BindProperty.USERNAME),
            instead("jakarta.persistence.jdbc.password", BindProperty.PASSWORD),
            instead("jakarta.persistence.jdbc.driver", BindProperty.DRIVER),
            instead("jakarta.persistence.jtaDataSource", BindProperty.DATASOURCE),
            instead("jakarta.persistence.nonJtaDataSource", BindProperty.DATASOURCE),
            instead("jakarta.persistence.transactionType", BindProperty.TRANSACTION),
            instead("jakarta.persistence.provider", BindProperty.PROVIDER),
            instead("hibernate.connection.url", BindProperty.URL),
            instead("hibernate.connection.username", BindProperty.USERNAME),
            instead("hibernate.connection.password", BindProperty.PASSWORD),
            instead("hibernate.connection.driver_class", BindProperty.DRIVER),
            instead("hibernate.connection.datasource", BindProperty.DATASOURCE),
            instead("hibernate.connection.provider_class", BindProperty.DATASOURCE),
            instead("hibernate.connection.pool_size", BindProperty.POOL_MAX_SIZE),
            instead("hibernate.c3p0.", BindProperty.POOL_MAX_SIZE),
            instead("hibernate.hikari.", BindProperty.POOL_MAX_SIZE),
            instead("hibernate.agroal.", BindProperty.POOL_MAX_SIZE),
            instead("hibernate.multi_tenant_connection_provider", BindProperty.DATASOURCE),
            instead("hibernate.multi_tenant.datasource.", BindProperty.DATASOURCE),
            instead("hibernate.multi_tenant.credentials_mapper", BindProperty.USERNAME),
            instead("hibernate.transaction.coordinator_class", BindProperty.TRANSACTION),
            instead("hibernate.transaction.jta.platform", BindProperty.TRANSACTION),
            instead("hibernate.transaction.jta.platform_resolver", BindProperty.TRANSACTION),
            nothing("hibernate.connection.autocommit"),
            nothing("hibernate.connection.handling_mode"),
            nothing("hibernate.integrator_provider"),
            // With it, a CDI bean may be what provides connections.
            nothing("hibernate.cdi.extensions"),
            nothing("hibernate.persistenceUnitName"),
            // A file that may hold any of these.
            nothing("hibernate.cfg_xml_file"),
            instead("eclipselink.jdbc.connector", BindProperty.DATASOURCE),
            instead("eclipselink.jdbc.connections.", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.jdbc.read-connections.", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.jdbc.write-connections.", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.jdbc.sequence-connection-pool", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.jdbc.sequence-connection-pool.", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.connection-pool.", BindProperty.POOL_MAX_SIZE),
            instead("eclipselink.jdbc.property.user", BindProperty.USERNAME),
            instead("eclipselink.jdbc.property.password", BindProperty.PASSWORD),
            instead("eclipselink.nosql.", BindProperty.URL),
            instead("eclipselink.partitioning", BindProperty.DATASOURCE),
            instead("eclipselink.partitioning.", BindProperty.DATASOURCE),
            instead("eclipselink.jta.controller", BindProperty.TRANSACTION),
            nothing("eclipselink.session-name"),
            nothing("eclipselink.sessions-xml"),
            nothing("eclipselink.composite-unit"),
            nothing("eclipselink.composite-unit."));

    /** What makes tables, or drops them. A bind may want that by its own properties, but not by those of the JVM. */
    private static final List<String> OF_TABLES = List.of(
            "jakarta.persistence.schema-generation",
            "jakarta.persistence.create-database-schemas",
            "jakarta.persistence.sql-load-script-source",
            "hibernate.hbm2ddl.",
            "eclipselink.ddl-generation");

    private UnitProperties() {}

    private static Map.Entry<String, Optional<BindProperty>> instead(String property, BindProperty ofBind) {
        return Map.entry(property, Optional.of(ofBind));
    }

    private static Map.Entry<String, Optional<BindProperty>> nothing(String property) {
        return Map.entry(property, Optional.empty());
    }

    /** {@return whether only the bind itself may set it} */
    public static boolean isOfTheBind(String property) {
        return entry(property).isPresent();
    }

    /** {@return what to set for the bind instead, if there is something to set} */
    static Optional<BindProperty> instead(String property) {
        return entry(property).flatMap(OF_THE_BIND::get);
    }

    /** {@return whether it must not come from the JVM, but from the configuration of the bind if at all} */
    public static boolean isForeign(String property) {
        String name = current(property);
        return isOfTheBind(name) || OF_TABLES.stream().anyMatch(name::startsWith);
    }

    private static Optional<String> entry(String property) {
        String name = current(property);
        return OF_THE_BIND.keySet().stream()
                .filter(listed -> listed.endsWith(".") ? name.startsWith(listed) : name.equals(listed))
                .findFirst();
    }

    /** The old names mean the same to Hibernate. */
    private static String current(String property) {
        return property.startsWith("javax.") ? "jakarta" + property.substring("javax".length()) : property;
    }
}
