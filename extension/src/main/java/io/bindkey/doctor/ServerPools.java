// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.ReplicaSettings;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.doctor.Questions.Limit;
import io.bindkey.message.DoctorProblems;
import io.bindkey.message.DoctorWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pools of all binds and replicas, by the servers that they are on. */
final class ServerPools {

    private static final String SUBJECT = "pools";

    private static final Pattern SERVER = Pattern.compile("jdbc:(\\w+):(?:[^/]*:)?//(?:[^/@]*@)?([^/;?]*)");

    private static final Map<String, String> PORTS = Map.of("postgresql", "5432", "mariadb", "3306", "mysql", "3306");

    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /**
     * A server that was reached.
     *
     * @param place as a url names it
     * @param identity whatever name led there
     * @param limit of its connections
     */
    record Seen(String place, String identity, Limit limit) {}

    /** @param seen by the looks at all binds */
    ServerPools(Collection<Seen> seen) {
        seen.forEach(server -> this.seen.put(server.place(), server));
    }

    /** {@return the server of a url, as it names it; empty where there is none} */
    static Optional<String> place(DatabaseSettings database) {
        if (!(database instanceof DatabaseSettings.Url url)) {
            return Optional.empty();
        }
        Matcher server = SERVER.matcher(url.url().toLowerCase(Locale.ROOT));
        if (!server.lookingAt()) {
            return Optional.empty();
        }
        String name = server.group(2).isEmpty() ? "localhost" : server.group(2);
        String port = PORTS.get(server.group(1));
        return Optional.of(name.contains(":") || port == null ? name : name + ":" + port);
    }

    private record Share(String name, int size) {}

    /** {@return a line for each server of which the limit is known} */
    List<Finding> findings(List<BindSettings> binds) {
        Map<String, List<Share>> shares = new LinkedHashMap<>();
        for (BindSettings bind : binds) {
            add(shares, bind.database(), new Share(bind.key(), bind.pool().maxSize()));
            for (ReplicaSettings replica : bind.replicas()) {
                add(
                        shares,
                        replica.database(),
                        new Share(
                                bind.key() + "/" + replica.name(),
                                replica.pool().maxSize()));
            }
        }
        List<Finding> findings = new ArrayList<>();
        shares.forEach((identity, pools) -> seen.values().stream()
                .filter(server -> server.identity().equals(identity))
                .findFirst()
                .ifPresent(server -> findings.add(finding(server, pools))));
        return findings;
    }

    private void add(Map<String, List<Share>> shares, DatabaseSettings database, Share share) {
        place(database).map(seen::get).ifPresent(server -> shares.computeIfAbsent(
                        server.identity(), id -> new ArrayList<>())
                .add(share));
    }

    private static Finding finding(Seen server, List<Share> pools) {
        int wanted = pools.stream().mapToInt(Share::size).sum();
        String names = String.join(
                ", ",
                pools.stream().map(pool -> pool.name() + " " + pool.size()).toList());
        Limit limit = server.limit();
        String words = DoctorWords.limit(limit.max(), limit.reserved());
        return wanted > limit.free()
                ? Finding.of(
                        Mark.WARN, SUBJECT, DoctorProblems.pools(server.place(), names, wanted, limit.free(), words))
                : Finding.ok(SUBJECT, DoctorWords.pools(server.place(), names, wanted, limit.free(), words));
    }
}
