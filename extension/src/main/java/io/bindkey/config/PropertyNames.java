// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ConfigurationProblems;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Checks the names that the configuration lists, and finds the bind keys in them. */
final class PropertyNames {

    static final String ACROSS = "transactions.across";
    static final String NODE_NAME = "transactions.node-name";
    static final String OBJECT_STORE = "transactions.object-store";
    static final String RECOVERY = "transactions.recovery";
    static final String UNKEYED_ENTITIES = "unkeyed-entities";
    static final String MAINTENANCE = "maintenance";
    static final String CONSOLE = "console";
    static final String CONSOLE_PORT = "console.port";

    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._-]*");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^A-Za-z0-9]");
    private static final String BINDS = "binds.";
    static final String DEFAULTS = "binds-defaults.";
    static final String SETTINGS = "binds-settings.";

    static final List<String> SETTINGS_KNOWN =
            List.of(ACROSS, CONSOLE, CONSOLE_PORT, MAINTENANCE, NODE_NAME, OBJECT_STORE, RECOVERY, UNKEYED_ENTITIES);

    private PropertyNames() {}

    static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * {@return the names without those that are guesses}
     *
     * <p>An implementation may list {@code BINDS_MY_BIND_URL} of the environment also as {@code binds.my.bind.url},
     * which is nobody's name: what it stands for is asked for by its real name. A name that another source lists as well is
     * real, and the variable takes its place.
     */
    static Set<String> written(Config config) {
        Set<String> written = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            written.addAll(withoutGuesses(source.getPropertyNames()));
        }
        Set<String> all = new TreeSet<>(written);
        config.getPropertyNames().forEach(all::add);
        written.addAll(withoutGuesses(all));
        return written;
    }

    private static Set<String> withoutGuesses(Iterable<String> names) {
        Set<String> all = new TreeSet<>();
        names.forEach(all::add);
        Set<String> real = new TreeSet<>(all);
        real.removeIf(name -> !name.equals(variable(name)) && all.contains(variable(name)));
        return real;
    }

    /** {@return the environment variable that answers to a property (MicroProfile Config, section 5.3.1)} */
    static String variable(String name) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    /** {@return the bind keys that stand in property names} */
    static Set<String> keys(Set<String> names) {
        Set<String> keys = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith(BINDS) && name.length() > BINDS.length()) {
                keys.add(first(name.substring(BINDS.length())).text());
            }
        }
        return keys;
    }

    /** {@return the replicas that stand in property names} */
    static Set<Owner> replicas(Set<String> names) {
        Set<Owner> replicas = new LinkedHashSet<>();
        for (String name : names) {
            if (name.startsWith(BINDS)) {
                Segment key = first(name.substring(BINDS.length()));
                key.behind()
                        .filter(suffix -> suffix.startsWith(Owner.REPLICAS))
                        .map(suffix -> first(suffix.substring(Owner.REPLICAS.length())))
                        .filter(replica -> replica.behind().isPresent())
                        .map(replica -> Owner.replica(key.text(), replica.text()))
                        .ifPresent(replicas::add);
            }
        }
        return replicas;
    }

    /** {@return a problem for each name that means nothing} */
    static List<Problem> check(Set<String> names) {
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(BINDS)) {
                checkBind(name, problems);
            } else if (name.startsWith(DEFAULTS)) {
                checkDefaults(name, name.substring(DEFAULTS.length()), problems);
            } else if (name.startsWith(SETTINGS)) {
                checkKnown(name, name.substring(SETTINGS.length()), SETTINGS_KNOWN, problems);
            }
        }
        return problems;
    }

    private static void checkBind(String name, List<Problem> problems) {
        first(name.substring(BINDS.length())).behind().ifPresent(suffix -> {
            if (suffix.startsWith(Owner.REPLICAS)) {
                checkReplica(name, suffix, problems);
            } else if (!suffix.startsWith(BindProperty.PROVIDER_PROPERTIES)) {
                checkKnown(name, suffix, knownBeside(suffix), problems);
            }
        });
    }

    private static void checkReplica(String name, String suffix, List<Problem> problems) {
        first(suffix.substring(Owner.REPLICAS.length()))
                .behind()
                .ifPresentOrElse(
                        property -> checkKnown(name, property, BindProperty.replicaSuffixes(), problems),
                        () -> checkKnown(name, suffix, List.of(suffix + "." + BindProperty.URL.suffix()), problems));
    }

    /** That of a replica is among them where the first word may have been meant to say so. */
    private static List<String> knownBeside(String suffix) {
        List<String> known = new ArrayList<>(BindProperty.suffixes());
        first(suffix)
                .behind()
                .filter(rest -> first(rest)
                        .behind()
                        .filter(BindProperty.replicaSuffixes()::contains)
                        .isPresent())
                .ifPresent(rest -> known.add(Owner.REPLICAS + rest));
        return known;
    }

    private static void checkDefaults(String name, String suffix, List<Problem> problems) {
        boolean ofOneBind = suffix.startsWith(Owner.REPLICAS)
                || (BindProperty.suffixes().contains(suffix)
                        && !BindProperty.inheritableSuffixes().contains(suffix));
        if (ofOneBind) {
            problems.add(Problems.notForAllBinds(suffix));
        } else if (!suffix.startsWith(BindProperty.PROVIDER_PROPERTIES)) {
            checkKnown(name, suffix, BindProperty.inheritableSuffixes(), problems);
        }
    }

    private static void checkKnown(String name, String suffix, Collection<String> known, List<Problem> problems) {
        if (!known.contains(suffix)) {
            String prefix = name.substring(0, name.length() - suffix.length());
            problems.add(ConfigurationProblems.unknownProperty(prefix, suffix, known));
        }
    }

    /**
     * A part of a name.
     *
     * @param text without quotes
     * @param behind what stands behind it and its dot, empty where the name ends with it
     */
    private record Segment(String text, Optional<String> behind) {}

    /** In quotes it may hold dots. */
    private static Segment first(String name) {
        int closing = name.startsWith("\"") ? name.indexOf('"', 1) : -1;
        int dot = name.indexOf('.');
        int end = closing > 0 ? closing + 1 : dot < 0 ? name.length() : dot;
        String text = closing > 0 ? name.substring(1, closing) : name.substring(0, end);
        return new Segment(text, end < name.length() ? Optional.of(name.substring(end + 1)) : Optional.empty());
    }
}
