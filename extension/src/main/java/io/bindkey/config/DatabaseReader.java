// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.ConfigurationProblems;
import io.bindkey.message.Owner;
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

    /** {@return where the database of a bind or replica is, empty when it has none} */
    Optional<DatabaseSettings> database(Owner owner) {
        Optional<Found> url = lookup.own(owner, BindProperty.URL);
        Optional<Found> name = lookup.own(owner, BindProperty.DATASOURCE);
        if (url.isPresent() && name.isPresent()) {
            problems.add(ConfigurationProblems.urlAndDatasource(
                    owner, lookup.withSource(url.get()), lookup.withSource(name.get())));
        }
        if (url.isPresent()) {
            DatabaseSettings.Url database = new DatabaseSettings.Url(
                    url.get().value(),
                    credentials(owner),
                    lookup.effective(owner, BindProperty.DRIVER).map(Found::value));
            if (database.privateToEachConnection()) {
                problems.add(Problems.privateMemory(owner, database.describe()));
            }
            return Optional.of(database);
        }
        if (name.isPresent()) {
            rejectPoolProperties(owner);
            return Optional.of(new DatabaseSettings.Named(name.get().value()));
        }
        return Optional.empty();
    }

    /** A replica with a password or a file of its own takes neither from its bind. */
    private Credentials credentials(Owner owner) {
        Owner usernameOf = lookup.whose(owner, BindProperty.USERNAME);
        Owner passwordOf = lookup.whose(owner, BindProperty.PASSWORD, BindProperty.PASSWORD_FILE);
        Optional<Found> password = lookup.own(passwordOf, BindProperty.PASSWORD);
        Optional<Found> file = lookup.own(passwordOf, BindProperty.PASSWORD_FILE);
        if (password.isPresent() && file.isPresent()) {
            problems.add(ConfigurationProblems.passwordTwice(
                    passwordOf, lookup.withSource(password.get()), lookup.withSource(file.get())));
        }
        Credentials credentials = new Credentials(owner, usernameOf, passwordOf, config);
        credentials.deployed(lookup.own(usernameOf, BindProperty.USERNAME), password);
        return credentials;
    }

    private void rejectPoolProperties(Owner owner) {
        for (BindProperty property : BindProperty.values()) {
            if (property.worksOnlyWithUrl()) {
                lookup.own(owner, property)
                        .map(lookup::withSource)
                        .map(found -> ConfigurationProblems.onlyWithUrl(owner, found))
                        .ifPresent(problems::add);
            }
        }
    }

    /** {@return the pool of a bind or replica} */
    PoolSettings pool(Owner owner) {
        int maxSize =
                lookup.size(lookup.effective(owner, BindProperty.POOL_MAX_SIZE)).orElse(PoolSettings.DEFAULT_MAX_SIZE);
        int minSize =
                lookup.size(lookup.effective(owner, BindProperty.POOL_MIN_SIZE)).orElse(0);
        if (maxSize < 1 || minSize > maxSize) {
            problems.add(Problems.unreadableValue(
                    lookup.whose(owner, BindProperty.POOL_MAX_SIZE, BindProperty.POOL_MIN_SIZE)
                                    .prefix()
                            + ".pool.max-size",
                    String.valueOf(maxSize),
                    "at least 1 and at least pool.min-size (" + minSize + ")"));
        }
        return new PoolSettings(
                minSize,
                maxSize,
                lookup.duration(lookup.effective(owner, BindProperty.POOL_MAX_LIFETIME)),
                lookup.duration(lookup.effective(owner, BindProperty.POOL_IDLE_TIMEOUT)),
                lookup.duration(lookup.effective(owner, BindProperty.POOL_ACQUISITION_TIMEOUT))
                        .orElse(PoolSettings.DEFAULT_ACQUISITION_TIMEOUT),
                lookup.duration(lookup.effective(owner, BindProperty.POOL_LEAK_TIMEOUT)),
                lookup.flag(lookup.effective(owner, BindProperty.POOL_VALIDATE_ON_BORROW))
                        .orElse(false),
                lookup.duration(lookup.effective(owner, BindProperty.POOL_VALIDATE_AFTER_IDLE))
                        .orElse(PoolSettings.DEFAULT_VALIDATE_AFTER_IDLE),
                lookup.effective(owner, BindProperty.POOL_INITIAL_SQL).map(Found::value));
    }
}
