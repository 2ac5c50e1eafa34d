// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import io.bindkey.message.ReplicaProblems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the replicas of the binds, and how a bind reads from its own. */
final class ReplicasReader {

    private static final Map<String, ReadingSettings.Consistency> CONSISTENCIES = Map.of(
            "own-writes", ReadingSettings.Consistency.OWN_WRITES,
            "latest", ReadingSettings.Consistency.LATEST,
            "any", ReadingSettings.Consistency.ANY);
    private static final Map<String, ReadingSettings.Fallback> FALLBACKS =
            Map.of("primary", ReadingSettings.Fallback.PRIMARY, "fail", ReadingSettings.Fallback.FAIL);

    /** The parameters by which two urls with one beginning lead to different servers, as those of a group do. */
    private static final Pattern CHOOSES_SERVER =
            Pattern.compile("[?&;](?:targetservertype|applicationintent|servername"
                    + "|instancename|portnumber|port|databasename|database)=[^?&;]*");

    private final PropertyLookup lookup;
    private final DatabaseReader databases;
    private final List<Problem> problems;

    ReplicasReader(PropertyLookup lookup, DatabaseReader databases, List<Problem> problems) {
        this.lookup = lookup;
        this.databases = databases;
        this.problems = problems;
    }

    /** {@return the replicas that the names tell of; a name that is none is a problem} */
    Set<Owner> listed(Set<String> names) {
        Set<Owner> listed = new LinkedHashSet<>();
        for (Owner replica : PropertyNames.replicas(names)) {
            if (PropertyNames.isKey(replica.name())) {
                listed.add(replica);
            } else {
                problems.add(Problems.invalidReplica(replica));
            }
        }
        return listed;
    }

    /**
     * {@return the replicas of a bind, in the order of their names}
     *
     * @param key of the bind
     * @param primary its own database
     * @param known the replicas of all binds
     */
    List<ReplicaSettings> replicas(String key, DatabaseSettings primary, Collection<Owner> known) {
        Map<String, Owner> byName = new TreeMap<>();
        known.stream()
                .filter(replica -> replica.key().equals(key))
                .forEach(replica -> byName.put(replica.name(), replica));
        Map<String, Owner> byVariable = new LinkedHashMap<>();
        Map<String, Owner> byPlace = new LinkedHashMap<>(Map.of(place(primary), Owner.bind(key)));
        List<ReplicaSettings> replicas = new ArrayList<>();
        for (Owner replica : byName.values()) {
            Owner sameWord = byVariable.putIfAbsent(PropertyNames.variable(replica.name()), replica);
            if (sameWord != null) {
                problems.add(Problems.replicasCollide(sameWord, replica));
            }
            Optional<DatabaseSettings> found = databases.database(replica);
            if (found.isEmpty()) {
                problems.add(ReplicaProblems.withoutDatabase(replica));
                continue;
            }
            DatabaseSettings database = found.get();
            Owner samePlace = byPlace.putIfAbsent(place(database), replica);
            if (samePlace != null) {
                problems.add(ReplicaProblems.sameDatabase(replica, database.describe(), samePlace));
            }
            replicas.add(new ReplicaSettings(replica.name(), database, databases.pool(replica)));
        }
        return List.copyOf(replicas);
    }

    private static String place(DatabaseSettings database) {
        return database instanceof DatabaseSettings.Url url
                ? CHOOSES_SERVER
                        .matcher(url.url().toLowerCase(Locale.ROOT))
                        .results()
                        .map(MatchResult::group)
                        .map(parameter -> parameter.substring(1))
                        .sorted()
                        .collect(Collectors.joining("&", url.identity() + "?", ""))
                : database.identity();
    }

    /** {@return how a bind reads from its replicas} */
    ReadingSettings reading(String key) {
        return new ReadingSettings(
                lookup.effective(key, BindProperty.READING_CONSISTENCY)
                        .flatMap(f -> lookup.choice(f, CONSISTENCIES))
                        .orElse(ReadingSettings.Consistency.OWN_WRITES),
                lookup.duration(lookup.effective(key, BindProperty.READING_MAX_LAG))
                        .orElse(ReadingSettings.DEFAULT_MAX_LAG),
                lookup.duration(lookup.effective(key, BindProperty.READING_MAX_WAIT))
                        .orElse(ReadingSettings.DEFAULT_MAX_WAIT),
                lookup.effective(key, BindProperty.READING_FALLBACK)
                        .flatMap(f -> lookup.choice(f, FALLBACKS))
                        .orElse(ReadingSettings.Fallback.PRIMARY));
    }
}
