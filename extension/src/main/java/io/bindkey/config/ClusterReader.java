// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ClusterProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whether the database of a bind is a cluster, and finds what does not go with that. */
final class ClusterReader {

    private static final Map<String, Optional<Cluster>> CLUSTERS =
            Map.of("none", Optional.empty(), "galera", Optional.of(Cluster.GALERA));

    private final PropertyLookup lookup;
    private final List<Problem> problems;

    ClusterReader(PropertyLookup lookup, List<Problem> problems) {
        this.lookup = lookup;
        this.problems = problems;
    }

    /** {@return what kind of cluster the database is, if it is one} */
    Optional<Cluster> cluster(String key) {
        return lookup.effective(key, BindProperty.CLUSTER)
                .flatMap(f -> lookup.choice(f, CLUSTERS))
                .flatMap(cluster -> cluster);
    }

    /** Adds what is wrong with a bind, all but its cluster taken for granted. */
    void check(BindSettings bind) {
        bind.cluster().ifPresent(cluster -> check(bind, cluster.word()));
    }

    private void check(BindSettings bind, String cluster) {
        String key = bind.key();
        if (!isPossible(bind.database())) {
            problems.add(ClusterProblems.notWithDatabase(
                    key, cluster, bind.database().describe()));
        }
        if (!bind.replicas().isEmpty()) {
            problems.add(ClusterProblems.withReplicas(key, cluster));
        }
        if (bind.transaction().equals(Optional.of(TransactionKind.XA))) {
            problems.add(ClusterProblems.withTwoPhases(key, cluster));
        }
        if (bind.database() instanceof DatabaseSettings.Url && bind.pool().maxSize() == 1) {
            problems.add(ClusterProblems.poolTooSmall(key, cluster));
        }
    }

    private static boolean isPossible(DatabaseSettings database) {
        return database instanceof DatabaseSettings.Url url
                && KnownDatabase.of(url.url())
                        .filter(known -> known == KnownDatabase.MARIADB || known == KnownDatabase.MYSQL)
                        .isPresent();
    }
}
