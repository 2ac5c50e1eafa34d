// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The application's own data sources: {@code binds.meta.datasource = observed-meta}. */
@ApplicationScoped
public class ObservedDatabases {

    private final Map<String, ObservedDatabase> byKey = new ConcurrentHashMap<>();

    public ObservedDatabase of(String key) {
        return Objects.requireNonNull(byKey.computeIfAbsent(key, ObservedDatabase::new));
    }

    @Produces
    @Named("observed-default")
    public DataSource ofDefault() {
        return of(DEFAULT).dataSource();
    }

    @Produces
    @Named("observed-meta")
    public DataSource ofMeta() {
        return of(META).dataSource();
    }

    @Produces
    @Named("observed-auth")
    public DataSource ofAuth() {
        return of(AUTH).dataSource();
    }
}
