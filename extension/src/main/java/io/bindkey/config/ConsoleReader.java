// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.ConsoleProblems;
import io.bindkey.message.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Reads whether there is a console, which is refused in production. */
final class ConsoleReader {

    /** MicroProfile Config, section 6, and the name that SmallRye Config had for it before. */
    private static final List<String> PROFILES = List.of("mp.config.profile", "smallrye.config.profile");

    private static final Set<String> PRODUCTION = Set.of("prod", "production");
    private static final int HIGHEST_PORT = 65_535;

    private final Config config;
    private final PropertyLookup lookup;
    private final List<Problem> problems;

    ConsoleReader(Config config, PropertyLookup lookup, List<Problem> problems) {
        this.config = config;
        this.lookup = lookup;
        this.problems = problems;
    }

    ConsoleSettings read() {
        boolean on = lookup.flag(setting(PropertyNames.CONSOLE)).orElse(false);
        int port = setting(PropertyNames.CONSOLE_PORT).flatMap(this::port).orElse(0);
        if (!on) {
            return ConsoleSettings.OFF;
        }
        PROFILES.stream()
                .flatMap(property -> inProduction(property).stream())
                .findFirst()
                .ifPresent(problems::add);
        return new ConsoleSettings(true, port);
    }

    private Optional<Found> setting(String suffix) {
        return lookup.find(PropertyNames.SETTINGS + suffix);
    }

    private Optional<Integer> port(Found found) {
        Optional<Integer> port = lookup.size(Optional.of(found));
        if (port.filter(number -> number > HIGHEST_PORT).isPresent()) {
            problems.add(Problems.unreadableValue(found.property(), found.value(), "a port from 0 to " + HIGHEST_PORT));
            return Optional.empty();
        }
        return port;
    }

    /** {@return the problem of production among the profiles that are in force} */
    private Optional<Problem> inProduction(String property) {
        return config.getOptionalValue(property, String.class)
                .filter(profiles -> Arrays.stream(profiles.split(",", -1))
                        .map(profile -> profile.strip().toLowerCase(Locale.ROOT))
                        .anyMatch(PRODUCTION::contains))
                .map(profiles -> ConsoleProblems.inProduction(
                        PropertyNames.SETTINGS + PropertyNames.CONSOLE, property, profiles));
    }
}
