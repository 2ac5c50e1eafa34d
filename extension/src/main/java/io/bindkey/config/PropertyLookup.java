// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ConfigurationProblems;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;

/**
 * Looks up the properties of one prefix and reads their values; what is wrong is added to the problems and then counts
 * as not set.
 *
 * <p>Names are asked for one by one, never collected from a listing, because {@code BINDS_AUTH_URL} in the environment
 * answers to {@code binds.auth.url} but cannot be listed under that name.
 */
final class PropertyLookup {

    private final Config config;
    private final List<Problem> problems;
    private final Map<String, Found> found = new TreeMap<>();

    PropertyLookup(Config config, List<Problem> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** A value together with the name under which it was found. */
    record Found(String property, String value) {}

    /** {@return what is set for this bind itself, under either spelling of its key} */
    Optional<Found> own(String key, BindProperty property) {
        return own(Owner.bind(key), property);
    }

    /** {@return what is set for this bind or replica itself, in every spelling} */
    Optional<Found> own(Owner owner, BindProperty property) {
        List<String> prefixes = owner.prefixes();
        List<String> spellings = new ArrayList<>();
        prefixes.forEach(prefix -> spellings.add(prefix + "." + property.suffix()));
        if (property == BindProperty.URL && owner.replica().isEmpty()) {
            spellings.addAll(prefixes);
        }
        return oneOf(spellings);
    }

    /** {@return what is set for this bind, else what is set for all} */
    Optional<Found> effective(String key, BindProperty property) {
        return effective(Owner.bind(key), property);
    }

    /** {@return what is set for this bind or replica, else for the replica's bind, else for all} */
    Optional<Found> effective(Owner owner, BindProperty property) {
        Optional<Found> own = own(whose(owner, property), property);
        return own.isPresent() || !property.inheritable() ? own : find("binds-defaults." + property.suffix());
    }

    /** {@return the replica where it has one of the properties itself, else its bind} */
    Owner whose(Owner owner, BindProperty... properties) {
        boolean itself = owner.replica().isPresent()
                && Arrays.stream(properties)
                        .anyMatch(property -> own(owner, property).isPresent());
        return itself ? owner : owner.withoutReplica();
    }

    /** {@return all that was found since {@link #forgetFound}, by name} */
    Collection<Found> found() {
        return found.values();
    }

    void forgetFound() {
        found.clear();
    }

    Optional<Found> find(String property) {
        Optional<String> value;
        try {
            value = config.getOptionalValue(property, String.class).filter(text -> !text.isBlank());
            if (value.isEmpty() && isSet(property)) {
                problems.add(Problems.unresolvableValue(property, "it refers to a property that is not set."));
            }
        } catch (NoSuchElementException | IllegalArgumentException e) {
            problems.add(Problems.unresolvableValue(property, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        // A password may well begin or end with a blank.
        boolean asItIs = property.endsWith(".password");
        Optional<Found> read = value.map(text -> new Found(property, asItIs ? text : text.strip()));
        read.ifPresent(one -> found.put(property, one));
        return read;
    }

    /** An expression that leads nowhere looks as if the property were not there at all. */
    private boolean isSet(String property) {
        String raw = config.getConfigValue(property).getRawValue();
        return raw != null && !raw.isBlank();
    }

    private Optional<Found> oneOf(List<String> spellings) {
        List<Found> found =
                spellings.stream().flatMap(name -> find(name).stream()).toList();
        for (Found other : found) {
            if (!other.value().equals(found.get(0).value())) {
                problems.add(ConfigurationProblems.twoSpellings(withSource(other), withSource(found.get(0))));
            }
        }
        return found.stream().findFirst();
    }

    /** {@return the property and where it comes from: a variable of a server's environment is seen by every application} */
    String withSource(Found found) {
        return found.property() + " (from "
                + config.getConfigValue(found.property()).getSourceName() + ")";
    }

    /** {@return the entries below {@code binds.<key>.properties.}, over those of {@code binds-defaults.properties.}} */
    Map<String, String> providerProperties(String key) {
        Map<String, String> properties = new TreeMap<>();
        collect("binds-defaults." + BindProperty.PROVIDER_PROPERTIES, properties);
        collect("binds.\"" + key + "\"." + BindProperty.PROVIDER_PROPERTIES, properties);
        if (key.indexOf('.') < 0) {
            collect("binds." + key + "." + BindProperty.PROVIDER_PROPERTIES, properties);
        }
        return properties;
    }

    private void collect(String prefix, Map<String, String> into) {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                String rest = name.substring(prefix.length());
                boolean quoted = rest.length() > 2 && rest.startsWith("\"") && rest.endsWith("\"");
                String property = quoted ? rest.substring(1, rest.length() - 1) : rest;
                if (UnitProperties.isOfTheBind(property)) {
                    problems.add(Problems.ofTheBindAlone(
                            name, UnitProperties.instead(property).map(instead -> of(name, instead))));
                } else {
                    find(name).ifPresent(found -> into.put(property, found.value()));
                }
            }
        }
    }

    /** {@return the property of the bind, or of all binds, that another one was written for} */
    private static String of(String name, BindProperty property) {
        String bind = name.substring(0, name.indexOf("." + BindProperty.PROVIDER_PROPERTIES));
        boolean forAll = bind.equals("binds-defaults") && !property.inheritable();
        return (forAll ? "binds.<key>" : bind) + "." + property.suffix();
    }

    List<String> list(Optional<Found> found) {
        return found.stream()
                .flatMap(f -> Arrays.stream(f.value().split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    Optional<Duration> duration(Optional<Found> found) {
        return found.flatMap(
                f -> orProblem(f, Durations.parse(f.value()), "a duration such as 200ms, 60s, 5m, 1h or PT5S"));
    }

    Optional<Boolean> flag(Optional<Found> found) {
        return found.flatMap(f -> choice(f, Map.of("true", true, "false", false)));
    }

    Optional<Integer> size(Optional<Found> found) {
        return found.flatMap(f -> {
            boolean digits = f.value().matches("\\d{1,6}");
            return orProblem(
                    f, digits ? Optional.of(Integer.valueOf(f.value())) : Optional.empty(), "a whole number from 0 on");
        });
    }

    /** {@return the value that the word stands for; the words are lower case} */
    <T> Optional<T> choice(Found found, Map<String, T> words) {
        T value = words.get(found.value().toLowerCase(Locale.ROOT));
        return orProblem(
                found, Optional.ofNullable(value), "one of " + String.join(", ", new TreeMap<>(words).keySet()));
    }

    private <T> Optional<T> orProblem(Found found, Optional<T> value, String expected) {
        if (value.isEmpty()) {
            String shown = Secrets.mask(found.value(), Secrets.passwords(config));
            problems.add(Problems.unreadableValue(found.property(), shown, expected));
        }
        return value;
    }
}
