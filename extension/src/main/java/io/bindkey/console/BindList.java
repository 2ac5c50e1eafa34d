// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.Bind;
import io.bindkey.BindSetting;
import io.bindkey.BindState;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.PoolFigures;
import io.bindkey.ReplicaState;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.unit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link io.bindkey.Binds} tells, with what is known of each database; none is asked for it. */
final class BindList {

    private final Application application;

    BindList(Application application) {
        this.application = application;
    }

    Map<String, Object> all() {
        List<Object> binds = new ArrayList<>();
        for (Unit unit : application.units()) {
            binds.add(bind(unit, application.routing().binds().get(unit.key())));
        }
        return Map.of("binds", binds);
    }

    private static Map<String, @Nullable Object> bind(Unit unit, Bind bind) {
        BindState state = bind.state();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("key", bind.key());
        shown.put("status", state.status().word());
        shown.put("since", state.since().toString());
        shown.put("problem", state.problem().map(BindList::problem).orElse(null));
        shown.put("place", unit.settings().database().describe());
        shown.put(
                "product", unit.database().reached().map(ReachedDatabase::name).orElse(null));
        shown.put("transaction", unit.transaction().word());
        shown.put("readOnly", unit.settings().readOnly());
        shown.put("entities", bind.entities().size());
        shown.put("pool", bind.pool().map(BindList::pool).orElse(null));
        shown.put("replicas", bind.replicas().stream().map(BindList::replica).toList());
        shown.put("settings", bind.settings().stream().map(BindList::setting).toList());
        return shown;
    }

    private static Map<String, Object> problem(Problem problem) {
        return Map.of("code", problem.code(), "message", problem.message());
    }

    private static Map<String, Object> pool(PoolFigures pool) {
        return Map.of("used", pool.used(), "idle", pool.idle(), "waiting", pool.waiting(), "max", pool.max());
    }

    private static Map<String, @Nullable Object> replica(ReplicaState replica) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", replica.name());
        shown.put("status", replica.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        shown.put("lagMillis", replica.lag().map(Duration::toMillis).orElse(null));
        shown.put("since", replica.since().toString());
        return shown;
    }

    private static Map<String, Object> setting(BindSetting setting) {
        return Map.of("property", setting.property(), "value", setting.value(), "source", setting.source());
    }
}
