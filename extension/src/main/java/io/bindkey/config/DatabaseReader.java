// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.ConfigurationProblems;
import io.bindkey.message.Problems;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads where a database is, who connects to it, and its pool. */
final class DatabaseReader {

    private final Config config;
    private final PropertyLookup lookup;
    private final List<Problem> problems;

    DatabaseReader(Config config, PropertyLookup lookup, List<Problem> problems) {
        this.config = config;
        this.lookup = lookup;
        this.problems = problems;
    }

    /** {@return where the database of a bind is, empty when it has none} */
    Optional<DatabaseSettings> database(String key) {
        Optional<Found> url = lookup.own(key, BindProperty.URL);
        Optional<Found> name = lookup.own(key, BindProperty.DATASOURCE);
        if (url.isPresent() && name.isPresent()) {
            problems.add(ConfigurationProblems.urlAndDatasource(
                    key, lookup.withSource(url.get()), lookup.withSource(name.get())));
        }
        if (url.isPresent()) {
            DatabaseSettings.Url database = new DatabaseSettings.Url(
                    url.get().value(),
                    credentials(key),
                    lookup.own(key, BindProperty.DRIVER).map(Found::value));
            if (database.privateToEachConnection()) {
                problems.add(Problems.privateMemory(key, database.describe()));
            }
            return Optional.of(database);
        }
        if (name.isPresent()) {
            rejectPoolProperties(key);
            return Optional.of(new DatabaseSettings.Named(name.get().value()));
        }
        return Optional.empty();
    }

    private Credentials credentials(String key) {
        Optional<Found> password = lookup.own(key, BindProperty.PASSWORD);
        Optional<Found> file = lookup.own(key, BindProperty.PASSWORD_FILE);
        if (password.isPresent() && file.isPresent()) {
            problems.add(ConfigurationProblems.passwordTwice(
                    key, lookup.withSource(password.get()), lookup.withSource(file.get())));
        }
        Credentials credentials = new Credentials(key, config);
        credentials.deployed(lookup.own(key, BindProperty.USERNAME), password);
        return credentials;
    }

    private void rejectPoolProperties(String key) {
        for (BindProperty property : BindProperty.values()) {
            boolean ofPool = property.tunesPool()
                    || property == BindProperty.USERNAME
                    || property == BindProperty.PASSWORD
                    || property == BindProperty.PASSWORD_FILE
                    || property == BindProperty.DRIVER;
            if (ofPool) {
                lookup.own(key, property)
                        .map(lookup::withSource)
                        .map(found -> ConfigurationProblems.onlyWithUrl(key, found))
                        .ifPresent(problems::add);
            }
        }
    }

    /** {@return the pool of a bind} */
    PoolSettings pool(String key) {
        int maxSize =
                lookup.size(lookup.effective(key, BindProperty.POOL_MAX_SIZE)).orElse(PoolSettings.DEFAULT_MAX_SIZE);
        int minSize =
                lookup.size(lookup.effective(key, BindProperty.POOL_MIN_SIZE)).orElse(0);
        if (maxSize < 1 || minSize > maxSize) {
            problems.add(Problems.unreadableValue(
                    Problems.prefix(key) + ".pool.max-size",
                    String.valueOf(maxSize),
                    "at least 1 and at least pool.min-size (" + minSize + ")"));
        }
        return new PoolSettings(
                minSize,
                maxSize,
                lookup.duration(lookup.effective(key, BindProperty.POOL_MAX_LIFETIME)),
                lookup.duration(lookup.effective(key, BindProperty.POOL_IDLE_TIMEOUT)),
                lookup.duration(lookup.effective(key, BindProperty.POOL_ACQUISITION_TIMEOUT))
                        .orElse(PoolSettings.DEFAULT_ACQUISITION_TIMEOUT),
                lookup.duration(lookup.effective(key, BindProperty.POOL_LEAK_TIMEOUT)),
                lookup.flag(lookup.effective(key, BindProperty.POOL_VALIDATE_ON_BORROW))
                        .orElse(false),
                lookup.duration(lookup.effective(key, BindProperty.POOL_VALIDATE_AFTER_IDLE))
                        .orElse(PoolSettings.DEFAULT_VALIDATE_AFTER_IDLE),
                lookup.effective(key, BindProperty.POOL_INITIAL_SQL).map(Found::value));
    }
}
