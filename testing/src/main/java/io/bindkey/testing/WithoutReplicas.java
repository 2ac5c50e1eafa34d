// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of an application without the replicas of its binds, which are those of databases that its tests do not have. A
 * property can be set to nothing, and its name would still tell of a replica.
 */
record WithoutReplicas(Config all, Predicate<String> kept) implements Config {

    private static final Pattern REPLICA =
            Pattern.compile("binds\\.(?:\"[^\"]+\"|[^.\"]+)\\.replicas\\..*|BINDS_.+_REPLICAS_.+");

    /** @param told what is said for the test */
    static Config of(Config all, Set<String> told) {
        return new WithoutReplicas(
                all, name -> told.contains(name) || !REPLICA.matcher(name).matches());
    }

    static boolean areIn(Config config) {
        for (String name : config.getPropertyNames()) {
            if (REPLICA.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return all.getValue(name, type);
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        return all.getConfigValue(name);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        return kept.test(name) ? all.getOptionalValue(name, type) : Optional.empty();
    }

    @Override
    public Iterable<String> getPropertyNames() {
        List<String> names = new ArrayList<>();
        all.getPropertyNames().forEach(names::add);
        names.removeIf(kept.negate());
        return names;
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        List<ConfigSource> sources = new ArrayList<>();
        all.getConfigSources().forEach(source -> sources.add(new Source(source, kept)));
        return sources;
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return all.getConverter(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return all.unwrap(type);
    }

    private record Source(ConfigSource all, Predicate<String> kept) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            Set<String> names = new TreeSet<>(all.getPropertyNames());
            names.removeIf(kept.negate());
            return names;
        }

        @Override
        public int getOrdinal() {
            return all.getOrdinal();
        }

        @Override
        public @Nullable String getValue(String name) {
            return kept.test(name) ? all.getValue(name) : null;
        }

        @Override
        public String getName() {
            return all.getName();
        }
    }
}
