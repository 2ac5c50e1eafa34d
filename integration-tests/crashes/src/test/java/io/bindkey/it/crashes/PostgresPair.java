// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.ReplicaState;
import io.bindkey.ReplicaState.Status;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an application names a primary and its replica that may change places: both as the bind, and each as a replica. Whichever
 * takes writes is no replica, and the other one is.
 */
final class PostgresPair {

    private PostgresPair() {}

    /** {@return a bind whose url names both servers, each of which is a replica as well} */
    static Map<String, String> properties(ReplicatedPostgres servers) {
        PhysicalDatabase primary = servers.primary("transfers");
        Map<String, String> properties = new HashMap<>();
        properties.put("binds.postgres.url", servers.hosts("transfers", "targetServerType=primary&connectTimeout=1"));
        properties.put("binds.postgres.username", primary.username());
        properties.put("binds.postgres.password", primary.password());
        properties.put("binds.postgres.replicas.r1.url", primary.url());
        properties.put(
                "binds.postgres.replicas.r2.url",
                servers.replica(0, "transfers").url());
        properties.put("binds.mariadb.url", "jdbc:h2:mem:unused");
        properties.put("binds.postgres.reading.max-wait", "5s");
        properties.put("binds-defaults.pool.max-size", "10");
        return properties;
    }

    /** Waits until the one that is no primary serves as a replica, and the other does not. */
    static boolean serves(Units units) throws InterruptedException {
        return Databases.becomesTrue(() -> states(units).stream()
                .map(ReplicaState::status)
                .sorted()
                .toList()
                .equals(List.of(Status.SERVES, Status.NO_REPLICA)));
    }

    static List<ReplicaState> states(Units units) {
        return units.binds().get("postgres").replicas();
    }

    static String portOf(PhysicalDatabase server) {
        return String.valueOf(
                server.rows("select current_setting('port')").get(0).get(0));
    }
}
