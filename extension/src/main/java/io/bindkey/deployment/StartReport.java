// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.unit.ReadingUnit;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.util.Locale;
import java.util.stream.Collectors;

/** The readable block in the log that tells what a good start brought. */
final class StartReport {

    private StartReport() {}

    static String of(Units units) {
        if (units.size() == 0) {
            return "BindKey has no binds: nothing is configured under binds.";
        }
        return units.all().stream()
                .map(StartReport::line)
                .collect(Collectors.joining(System.lineSeparator(), "BindKey binds:" + System.lineSeparator(), ""));
    }

    private static String line(Unit unit) {
        String entities = unit.entities().isEmpty()
                ? "no entities"
                : unit.entities().stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
        return "  " + unit.key() + ": " + entities
                + "; " + unit.settings().database().describe()
                + "; " + unit.transaction().word()
                + "; schema "
                + unit.settings()
                        .schema()
                        .strategy()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                + (unit.settings().readOnly() ? "; read-only" : "")
                + replicas(unit)
                + down(unit)
                + (unit.startsAtFirstUse() ? "; starts at first use" : "")
                + (unit.settings().active() ? "" : "; switched off");
    }

    private static String down(Unit unit) {
        return unit.life()
                .state()
                .problem()
                .map(problem -> "; down, and tried again: " + problem)
                .orElse("");
    }

    private static String replicas(Unit unit) {
        return new ReadingUnit(unit)
                .states().stream()
                        .map(replica -> "; replica " + replica.name() + " "
                                + replica.status()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))
                        .collect(Collectors.joining());
    }
}
