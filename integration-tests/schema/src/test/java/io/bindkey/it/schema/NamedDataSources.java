// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.it.databases.Interposed;
import io.bindkey.it.databases.PhysicalDatabase;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.util.Map;
import javax.sql.DataSource;

/** Data sources of the application's own, as beans with a name. */
final class NamedDataSources implements Extension {

    private final Map<String, DataSource> dataSources;

    NamedDataSources(Map<String, DataSource> dataSources) {
        this.dataSources = dataSources;
    }

    void add(@Observes AfterBeanDiscovery event) {
        dataSources.forEach((name, dataSource) -> event.<DataSource>addBean()
                .types(DataSource.class)
                .qualifiers(NamedLiteral.of(name))
                .scope(Singleton.class)
                .createWith(context -> dataSource));
    }

    /** {@return one that asks the driver for a connection each time} */
    static DataSource of(PhysicalDatabase database) {
        return Interposed.proxy(DataSource.class, (method, args) -> {
            return switch (method.getName()) {
                case "getConnection" ->
                    DriverManager.getConnection(database.url(), database.username(), database.password());
                case "toString" -> "a data source of the application";
                default -> throw new UnsupportedOperationException(method.toString());
            };
        });
    }
}
