// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What can be wrong with the replicas of a bind. */
public final class ReplicaProblems {

    private ReplicaProblems() {}

    public static Problem notOpened(String key, String reason) {
        return Problems.problem(179, "The replicas of bind '%s' cannot be opened: %s", key, reason);
    }

    /**
     * {@return the problem of a provider that cannot read from replicas}
     *
     * @param provider its class name
     */
    public static Problem notWithProvider(String key, String provider) {
        return Problems.problem(
                175,
                "Bind '%s' has replicas, but its persistence provider, %s, has no entity managers on connections that are given "
                        + "to it. Use Hibernate, or a bind of its own for the replica.",
                key,
                provider);
    }

    /**
     * {@return the problem of a database whose replication is not known}
     *
     * @param product in words
     */
    public static Problem notWithProduct(String key, String product) {
        return Problems.problem(
                176,
                "Bind '%s' has replicas, but how far a replica of %s has come cannot be told: that is known of PostgreSQL "
                        + "and MariaDB. Remove the replicas, or use a bind of its own for each.",
                key,
                product);
    }

    public static Problem withoutDatabase(Owner replica) {
        return Problems.problem(
                158,
                "%s has no database: set %s.url or %s.datasource.",
                replica.subject(),
                replica.prefix(),
                replica.prefix());
    }

    /**
     * {@return the problem of a replica that is no other database}
     *
     * @param replica which one
     * @param database in words
     * @param other that has the same database
     */
    public static Problem sameDatabase(Owner replica, String database, Owner other) {
        return Problems.problem(
                159,
                "%s has the same database as %s, %s, so nothing is gained by reading there: name the copy that is meant, "
                        + "or remove the replica.",
                replica.subject(),
                other.words(),
                database);
    }
}
