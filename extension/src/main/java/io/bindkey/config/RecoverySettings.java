// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.List;
import java.util.Optional;

/**
 * What is done about transactions that a crash left in doubt. Immutable.
 *
 * @param nodeName the name by which this process knows its own transactions again, when the user gave one
 * @param objectStore the directory of the transaction log, when the user gave one
 * @param recovery whether they are resolved, when the user said so
 */
public record RecoverySettings(Optional<String> nodeName, Optional<String> objectStore, Optional<Boolean> recovery) {

    /** The property that switches it on or off. */
    public static final String SWITCH = PropertyNames.SETTINGS + PropertyNames.RECOVERY;

    /** {@return whether transactions in doubt are resolved} */
    public boolean enabled() {
        return recovery.orElse(true);
    }

    /** {@return the names of the properties that are set} */
    public List<String> properties() {
        return List.of(
                        nodeName.map(set -> PropertyNames.NODE_NAME),
                        objectStore.map(set -> PropertyNames.OBJECT_STORE),
                        recovery.map(set -> PropertyNames.RECOVERY))
                .stream()
                .flatMap(Optional::stream)
                .map(suffix -> PropertyNames.SETTINGS + suffix)
                .toList();
    }
}
