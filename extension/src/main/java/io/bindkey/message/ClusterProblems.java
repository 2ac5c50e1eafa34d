// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What can be wrong with a bind whose database is a cluster. */
public final class ClusterProblems {

    private ClusterProblems() {}

    /** {@return the problem of a database that is no such cluster, or not reached by a pool of our own} */
    public static Problem notWithDatabase(String key, String cluster, String database) {
        return Problems.problem(
                181,
                "%s.cluster = %s works only with a %s.url of MariaDB or MySQL, but bind '%s' has %s. Remove it.",
                Problems.prefix(key),
                cluster,
                Problems.prefix(key),
                key,
                database);
    }

    public static Problem withReplicas(String key, String cluster) {
        return Problems.problem(
                182,
                "Bind '%s' has replicas beside %s.cluster = %s: a node of the cluster is none, and a copy that follows "
                        + "it is not known here. List the nodes in %s.url, and remove the replicas.",
                key,
                Problems.prefix(key),
                cluster,
                Problems.prefix(key));
    }

    public static Problem withTwoPhases(String key, String cluster) {
        return Problems.problem(
                183,
                "Bind '%s' has %s.transaction = xa beside %s.cluster = %s, which knows no two-phase commit: use jta or "
                        + "resource-local.",
                key,
                Problems.prefix(key),
                Problems.prefix(key),
                cluster);
    }

    /**
     * {@return the problem of a server that is no node}
     *
     * @param database in words
     * @param says what it says of itself
     */
    public static Problem noNode(String key, String cluster, String database, String says) {
        return Problems.problem(
                184,
                "%s.cluster = %s, but the server at %s is no node of such a cluster: %s. Remove %s.cluster, or correct "
                        + "the url or the server's settings.",
                Problems.prefix(key),
                cluster,
                database,
                says,
                Problems.prefix(key));
    }

    public static Problem poolTooSmall(String key, String cluster) {
        return Problems.problem(
                185,
                "%s.pool.max-size = 1 is too small with %s.cluster = %s: schema operations and migrations need a second "
                        + "connection, which renews their lock. Set it to 2 or more.",
                Problems.prefix(key),
                Problems.prefix(key),
                cluster);
    }
}
