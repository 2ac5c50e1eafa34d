// SPDX-License-Identifier: Apache-2.0
package io.bindkey.operation;

import io.bindkey.BindState;
import io.bindkey.BindState.Status;
import io.bindkey.PoolFigures;
import io.bindkey.ReplicaState;
import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the health check of a bind says.
 *
 * @param isUp whether the bind can be used, or would be at its first use
 * @param data what a person wants to know, without secrets; {@code status} is always there
 */
record BindHealth(boolean isUp, Map<String, String> data) {

    /** Asks the database of a bind, for no longer than two seconds. */
    static BindHealth of(Unit unit, Units all) {
        BindState state = unit.life().check();
        boolean up = state.problem().isEmpty() && (state.status() == Status.SERVES || state.status() == Status.WAITS);
        Map<String, String> data = new LinkedHashMap<>();
        data.put("status", state.status().word());
        data.put("since", state.since().toString());
        unit.database().reached().ifPresent(reached -> data.put("product", reached.name()));
        data.put("transaction", unit.transaction().word());
        state.problem().ifPresent(problem -> {
            data.put("code", problem.code());
            data.put("reason", problem.message());
        });
        unit.life().pool().map(BindHealth::line).ifPresent(line -> data.put("pool", line));
        for (ReplicaState replica : new ReadingUnit(unit).states()) {
            data.put("replica " + replica.name(), line(replica));
        }
        if (!up) {
            serving(unit, all, data);
        }
        return new BindHealth(up, data);
    }

    /** By what is known of them: each has a check of its own. */
    private static void serving(Unit down, Units all, Map<String, String> data) {
        String others = StreamSupport.stream(all.spliterator(), false)
                .filter(unit -> unit != down && unit.life().state().status() == Status.SERVES)
                .map(Unit::key)
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            data.put("degraded", "others serve: " + others);
        }
    }

    private static String line(PoolFigures pool) {
        return pool.used() + " of " + pool.max() + " in use, " + pool.waiting() + " waiting";
    }

    /** {@return a replica in words, for one line} */
    static String line(ReplicaState replica) {
        return replica.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + replica.lag()
                        .map(lag -> ", at most " + lag.toMillis() + " ms behind")
                        .orElse("")
                + ", since " + replica.since();
    }
}
