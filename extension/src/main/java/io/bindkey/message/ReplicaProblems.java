// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What can be wrong with the replicas of a bind. */
public final class ReplicaProblems {

    private ReplicaProblems() {}

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
