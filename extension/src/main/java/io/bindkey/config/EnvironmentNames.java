// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ConfigurationProblems;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import io.bindkey.message.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables among the names that the configuration lists. None of them tells its property, as
 * {@code BINDS_A_B_URL} may be that of {@code a-b} or of {@code a_b}; but which variables the properties would have is known.
 */
final class EnvironmentNames {

    private static final String BINDS = "BINDS_";
    private static final String DEFAULTS = PropertyNames.variable(PropertyNames.DEFAULTS);
    private static final String SETTINGS = PropertyNames.variable(PropertyNames.SETTINGS);
    private static final List<BindProperty> DATABASES = List.of(BindProperty.URL, BindProperty.DATASOURCE);

    private final NavigableSet<String> variables;

    private EnvironmentNames(NavigableSet<String> variables) {
        this.variables = variables;
    }

    static EnvironmentNames in(Collection<String> names) {
        return new EnvironmentNames(names.stream()
                .filter(name -> name.startsWith(BINDS) && name.equals(PropertyNames.variable(name)))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * {@return the keys that nothing else names: such a bind has a database, and its key is one word}
     *
     * @param keys those that are known by their names
     * @param replicas likewise
     */
    Set<String> keysBeside(Collection<String> keys, Collection<Owner> replicas) {
        Set<String> found = new TreeSet<>();
        for (String variable : unknown(keys, replicas)) {
            oneWord(variable, BINDS).ifPresent(found::add);
        }
        return found;
    }

    /**
     * {@return the replicas that nothing else names: such a one has a database, and its name is one word}
     *
     * @param keys of all binds
     * @param replicas those that are known by their names
     */
    Set<Owner> replicasBeside(Collection<String> keys, Collection<Owner> replicas) {
        Set<Owner> found = new LinkedHashSet<>();
        for (String variable : unknown(keys, replicas)) {
            withReplica(variable, keys)
                    .flatMap(key -> oneWord(variable, replicasOf(key)).map(word -> Owner.replica(key, word)))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** {@return a problem for each variable that no property has} */
    List<Problem> check(Collection<String> keys, Collection<Owner> replicas) {
        List<Problem> problems = new ArrayList<>();
        for (String variable : unknown(keys, replicas)) {
            problems.add(problem(variable, keys, replicas));
        }
        return problems;
    }

    private List<String> unknown(Collection<String> keys, Collection<Owner> replicas) {
        Set<String> known = new TreeSet<>(ofAllBinds());
        List<String> ofTheProvider = new ArrayList<>(
                List.of(PropertyNames.variable(PropertyNames.DEFAULTS + BindProperty.PROVIDER_PROPERTIES)));
        for (String key : keys) {
            for (String prefix : prefixes(key)) {
                known.add(PropertyNames.variable(prefix));
                known.addAll(below(prefix + ".", BindProperty.suffixes()));
                ofTheProvider.add(PropertyNames.variable(prefix + "." + BindProperty.PROVIDER_PROPERTIES));
            }
        }
        for (Owner replica : replicas) {
            replica.prefixes().forEach(prefix -> known.addAll(below(prefix + ".", BindProperty.replicaSuffixes())));
        }
        return variables.stream()
                .filter(variable -> !known.contains(variable))
                .filter(variable -> ofTheProvider.stream().noneMatch(variable::startsWith))
                .toList();
    }

    private static Problem problem(String variable, Collection<String> keys, Collection<Owner> replicas) {
        for (BindProperty property : BindProperty.values()) {
            if (!property.inheritable()
                    && variable.equals(PropertyNames.variable(PropertyNames.DEFAULTS + property.suffix()))) {
                return Problems.notForAllBinds(property.suffix());
            }
        }
        Family family = families(keys, replicas)
                .filter(each -> variable.startsWith(each.prefix()))
                .max(Comparator.comparingInt(each -> each.prefix().length()))
                .orElseThrow();
        String rest = variable.substring(family.prefix().length());
        Optional<String> ofReplica = withReplica(variable, keys);
        String prefix = ofReplica.map(EnvironmentNames::replicasOf).orElse(BINDS);
        Optional<BindProperty> database = database(variable, prefix);
        if (database.isPresent() && Suggestion.nearest(rest, family.rests()).isEmpty()) {
            String word = word(variable, prefix, database.get());
            String guess = word.replace('_', '-');
            return ConfigurationProblems.variableWithoutKey(
                    variable,
                    ofReplica.map(key -> Owner.replica(key, guess)).orElse(Owner.bind(guess)),
                    word,
                    database.get().suffix());
        }
        return ConfigurationProblems.unknownProperty(family.prefix(), rest, family.rests());
    }

    /**
     * The variables that begin alike.
     *
     * @param prefix of all of them
     * @param rests of those that are known
     */
    private record Family(String prefix, List<String> rests) {}

    /** Those of each key and its replicas, those of all binds, and all together, for names whose key is misspelt. */
    private static Stream<Family> families(Collection<String> keys, Collection<Owner> replicas) {
        List<String> rests = below("", BindProperty.suffixes());
        List<Family> families = new ArrayList<>();
        keys.forEach(key -> families.add(new Family(PropertyNames.variable("binds." + key + "."), rests)));
        List<String> restsOfReplica = below("", BindProperty.replicaSuffixes());
        for (Owner replica : replicas) {
            families.add(new Family(
                    replicasOf(replica.key()) + PropertyNames.variable(replica.name() + "."), restsOfReplica));
        }
        families.add(new Family(DEFAULTS, below("", BindProperty.inheritableSuffixes())));
        families.add(new Family(SETTINGS, below("", PropertyNames.SETTINGS_KNOWN)));
        List<String> all = families.stream()
                .flatMap(family ->
                        family.rests().stream().map(rest -> family.prefix().substring(BINDS.length()) + rest))
                .toList();
        return Stream.concat(families.stream(), Stream.of(new Family(BINDS, all)));
    }

    private static List<String> ofAllBinds() {
        return Stream.concat(
                        below(PropertyNames.DEFAULTS, BindProperty.inheritableSuffixes()).stream(),
                        below(PropertyNames.SETTINGS, PropertyNames.SETTINGS_KNOWN).stream())
                .toList();
    }

    /** Either spelling of a key is asked for; see {@link PropertyLookup#own}. */
    private static List<String> prefixes(String key) {
        return List.of("binds." + key, "binds.\"" + key + "\"");
    }

    private static List<String> below(String prefix, Collection<String> suffixes) {
        return suffixes.stream()
                .map(suffix -> PropertyNames.variable(prefix + suffix))
                .toList();
    }

    private static String replicasOf(String key) {
        return PropertyNames.variable("binds." + key + "." + Owner.REPLICAS);
    }

    /** {@return the bind whose replica the variable is for} */
    private static Optional<String> withReplica(String variable, Collection<String> keys) {
        return keys.stream()
                .filter(key -> variable.startsWith(replicasOf(key)))
                .max(Comparator.comparingInt(String::length));
    }

    /** {@return the word between the prefix and the property that says where a database is} */
    private static Optional<String> oneWord(String variable, String prefix) {
        return database(variable, prefix)
                .map(database -> word(variable, prefix, database))
                .filter(word -> word.indexOf('_') < 0 && PropertyNames.isKey(word));
    }

    /** {@return which property that says where a database is ends the name of a variable of one bind or replica} */
    private static Optional<BindProperty> database(String variable, String prefix) {
        return variable.startsWith(DEFAULTS) || variable.startsWith(SETTINGS)
                ? Optional.empty()
                : DATABASES.stream()
                        .filter(property -> variable.endsWith(end(property)))
                        .filter(property -> variable.length()
                                > prefix.length() + end(property).length())
                        .findFirst();
    }

    private static String word(String variable, String prefix, BindProperty property) {
        return variable.substring(
                        prefix.length(), variable.length() - end(property).length())
                .toLowerCase(Locale.ROOT);
    }

    private static String end(BindProperty property) {
        return PropertyNames.variable("." + property.suffix());
    }
}
