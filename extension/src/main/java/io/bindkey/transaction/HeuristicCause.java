// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.PartialCommitException;
import jakarta.transaction.HeuristicMixedException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * What stands behind a heuristic outcome. Managers make an exception of their own, without a message, and at best carry
 * along what their resources threw.
 */
final class HeuristicCause {

    private HeuristicCause() {}

    /** {@return the exception with our message and cause, where something of ours stands behind it} */
    static HeuristicMixedException tell(HeuristicMixedException manager) {
        Optional<Throwable> cause =
                partialCommit(manager).<Throwable>map(found -> found).or(() -> ofBranch(manager));
        return cause.filter(found -> manager.getCause() == null)
                .map(found -> told(manager, found))
                .orElse(manager);
    }

    private static HeuristicMixedException told(HeuristicMixedException manager, Throwable cause) {
        HeuristicMixedException told = new HeuristicMixedException(cause.getMessage());
        told.initCause(cause);
        told.setStackTrace(manager.getStackTrace());
        Arrays.stream(manager.getSuppressed())
                .filter(suppressed -> suppressed != cause && suppressed.getCause() != cause)
                .forEach(told::addSuppressed);
        return told;
    }

    private static Optional<Throwable> ofBranch(HeuristicMixedException manager) {
        return Arrays.stream(manager.getSuppressed())
                .filter(suppressed -> suppressed instanceof XAException && suppressed.getMessage() != null)
                .findFirst();
    }

    /** {@return ours, among all that an exception carries} */
    static Optional<PartialCommitException> partialCommit(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (next instanceof PartialCommitException found) {
                return Optional.of(found);
            }
            Stream.concat(Stream.ofNullable(next.getCause()), Arrays.stream(next.getSuppressed()))
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return Optional.empty();
    }
}
