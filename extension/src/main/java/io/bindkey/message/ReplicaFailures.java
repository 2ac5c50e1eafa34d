// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindUnavailableException;
import io.bindkey.ReplicaState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can go wrong with reading from replicas. */
public final class ReplicaFailures {

    private ReplicaFailures() {}

    /** {@return the failure of who wants a bookmark} */
    public static BindUnavailableException positionNotKnown(String key, String reason, Throwable cause) {
        return new BindUnavailableException(
                Failures.text(177, "Bind '%s' cannot tell how far it has come: %s", key, reason), cause);
    }

    /** {@return the failure of a reader who must not ask the primary} */
    public static BindUnavailableException noneGoodEnough(String key, List<ReplicaState> replicas, String reason) {
        String states = replicas.stream()
                .map(replica -> "'" + replica.name() + "' "
                        + replica.status().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
        return new BindUnavailableException(
                Failures.text(
                        156,
                        "No replica of bind '%s' has what is to be read: %s%s. %s.reading.fallback = fail; with primary the "
                                + "bind's own database would be read.",
                        key,
                        states,
                        reason.isEmpty() ? "" : "; " + reason,
                        Problems.prefix(key)),
                null);
    }
}
