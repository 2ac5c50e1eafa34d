// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindSetting;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Makes what was found for a bind fit to be shown: with the configuration source, and without secrets. */
final class ShownSettings {

    /** What is run on each new connection may well hand over a secret. */
    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|pwd|secret|token|credential|passphrase|initial-sql)[^.\"]*\"?");

    private static final String FILE = "password-file";

    private ShownSettings() {}

    /**
     * {@return the same, in the same order}
     *
     * @param found for the bind and its replicas
     * @param passwords that must not be shown
     */
    static List<BindSetting> of(Collection<Found> found, Config config, Collection<String> passwords) {
        return found.stream()
                .map(one -> new BindSetting(
                        one.property(),
                        shown(one, passwords),
                        source(config.getConfigValue(one.property()).getSourceName())))
                .toList();
    }

    private static String shown(Found found, Collection<String> passwords) {
        boolean secret = !found.property().endsWith(FILE)
                && SECRET.matcher(found.property()).matches();
        return secret ? Secrets.MASK : Secrets.mask(found.value(), passwords);
    }

    private static String source(String name) {
        return name == null ? "" : Secrets.mask(name);
    }
}
