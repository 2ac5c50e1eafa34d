// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads what is told of a bind. */
final class WatchReader {

    /** Whether parameters may be shown. */
    private enum Parameters {
        SHOWN,
        HIDDEN,
        /** Nobody may have them shown. */
        FORBIDDEN
    }

    private static final Map<String, Parameters> PARAMETERS =
            Map.of("true", Parameters.SHOWN, "false", Parameters.HIDDEN, "never", Parameters.FORBIDDEN);

    private final Config config;
    private final PropertyLookup lookup;

    WatchReader(Config config, PropertyLookup lookup) {
        this.config = config;
        this.lookup = lookup;
    }

    WatchSettings watch(String key) {
        return new WatchSettings(
                flag(key, BindProperty.LOG_SQL),
                showsParameters(key),
                lookup.duration(lookup.effective(key, BindProperty.LOG_SLOW_QUERY_THRESHOLD)),
                lookup.effective(key, BindProperty.SQL_COMMENT)
                        .flatMap(found -> lookup.choice(found, Map.of("none", false, "bind", true)))
                        .orElse(false),
                lookup.effective(key, BindProperty.TELEMETRY)
                        .flatMap(found -> lookup.choice(found, Map.of("on", true, "off", false)))
                        .orElse(true));
    }

    private boolean flag(String key, BindProperty property) {
        return lookup.flag(lookup.effective(key, property)).orElse(false);
    }

    private boolean showsParameters(String key) {
        Optional<Parameters> asked =
                lookup.effective(key, BindProperty.LOG_PARAMETERS).flatMap(found -> lookup.choice(found, PARAMETERS));
        return asked.filter(Parameters.SHOWN::equals).isPresent() && !isForbidden(key);
    }

    /** Else whoever can set a variable of the environment could take back what the application was built with. */
    private boolean isForbidden(String key) {
        List<String> names = new ArrayList<>(List.of("binds-defaults." + BindProperty.LOG_PARAMETERS.suffix()));
        Owner.bind(key).prefixes().forEach(prefix -> names.add(prefix + "." + BindProperty.LOG_PARAMETERS.suffix()));
        for (var source : config.getConfigSources()) {
            if (names.stream().map(source::getValue).filter(Objects::nonNull).anyMatch(value -> "never"
                    .equalsIgnoreCase(value.strip()))) {
                return true;
            }
        }
        return names.stream()
                .flatMap(name -> lookup.find(name).map(Found::value).stream())
                .anyMatch("never"::equalsIgnoreCase);
    }
}
