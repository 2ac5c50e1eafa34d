// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Set;

/**
 * All that the configuration says of one replica of a bind. Immutable.
 *
 * @param name its name among the replicas of the bind
 * @param database where the replica is
 * @param pool the pool, used with a url
 */
public record ReplicaSettings(String name, DatabaseSettings database, PoolSettings pool) {

    /** {@return the passwords that messages must not show, also those that were in force before} */
    public Set<String> passwords() {
        return database.passwords();
    }
}
