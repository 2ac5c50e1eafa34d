// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.KnownDatabase;
import io.bindkey.config.MigrationSettings;
import io.bindkey.doctor.DoctorReport;
import io.bindkey.doctor.Finding;
import io.bindkey.message.Json;
import io.bindkey.message.Secrets;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Unit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs read: the results of the command as JSON. No secret is in them. */
final class Results {

    private Results() {}

    /** {@return the binds, without a look at their databases} */
    static String list(Collection<Unit> units, Schemas schemas) {
        return Json.of(
                Map.of("binds", units.stream().map(unit -> bind(unit, schemas)).toList()));
    }

    private static Map<String, @Nullable Object> bind(Unit unit, Schemas schemas) {
        Map<String, @Nullable Object> bind = new LinkedHashMap<>();
        bind.put("key", unit.key());
        place(unit.settings().database(), bind);
        bind.put("transaction", unit.transaction().word());
        bind.put("active", unit.settings().active());
        bind.put("readOnly", unit.settings().readOnly());
        bind.put("schemaStrategy", unit.settings().schema().strategy().word());
        bind.put(
                "migration",
                unit.settings()
                        .schema()
                        .migration()
                        .map(MigrationSettings::tool)
                        .map(MigrationSettings.Tool::word)
                        .orElse(null));
        bind.put("entities", unit.entities().stream().map(Class::getName).toList());
        bind.put("tables", tables(unit, schemas));
        bind.put(
                "replicas",
                unit.settings().replicas().stream()
                        .map(replica -> {
                            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                            copy.put("name", replica.name());
                            place(replica.database(), copy);
                            return copy;
                        })
                        .toList());
        return bind;
    }

    private static void place(DatabaseSettings database, Map<String, @Nullable Object> place) {
        boolean url = database instanceof DatabaseSettings.Url;
        place.put("url", url ? database.describe() : null);
        place.put("datasource", database instanceof DatabaseSettings.Named named ? Secrets.mask(named.name()) : null);
        place.put(
                "product",
                database instanceof DatabaseSettings.Url known
                        ? KnownDatabase.of(known.url())
                                .map(KnownDatabase::product)
                                .orElse(null)
                        : null);
    }

    /** Null where nothing tells what kind of database it is, or the provider does not show its mapping. */
    private static @Nullable List<String> tables(Unit unit, Schemas schemas) {
        try {
            return unit.settings().active() ? schemas.tables(unit) : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** {@return what the doctor has found} */
    static String doctor(DoctorReport report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("configuration", findings(report.configuration()));
        all.put(
                "binds",
                report.binds().stream()
                        .map(bind -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("key", bind.key());
                            one.put("place", bind.place());
                            one.put("findings", findings(bind.findings()));
                            return one;
                        })
                        .toList());
        all.put("servers", findings(report.servers()));
        return Json.of(all);
    }

    private static List<Map<String, Object>> findings(List<Finding> findings) {
        return findings.stream().map(Results::finding).toList();
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("mark", finding.mark().name().toLowerCase(Locale.ROOT));
        one.put("subject", finding.subject());
        one.put("code", finding.code());
        one.put("text", finding.text());
        return one;
    }
}
