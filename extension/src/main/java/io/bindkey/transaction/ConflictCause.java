// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.ClusterFailures;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a transaction was rolled back because another one was ahead of it. Managers make an exception of their own, which
 * carries what a flush has thrown as its cause, and what resources have thrown beside it.
 */
final class ConflictCause {

    private ConflictCause() {}

    /** {@return the exception with our message and the standard's cause, where such a conflict stands behind it} */
    static RollbackException tell(RollbackException manager) {
        return Stream.concat(Stream.ofNullable(manager.getCause()), Arrays.stream(manager.getSuppressed()))
                .flatMap(failure -> conflict(failure).stream())
                .findFirst()
                .map(conflict -> told(manager, conflict))
                .orElse(manager);
    }

    private static Optional<OptimisticLockException> conflict(Throwable failure) {
        if (!DatabaseAnswer.isConflict(failure)) {
            return Optional.empty();
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof OptimisticLockException known) {
                return Optional.of(known);
            }
        }
        return Optional.of(ClusterFailures.lostTo(failure, List.of()));
    }

    private static RollbackException told(RollbackException manager, OptimisticLockException conflict) {
        if (manager.getCause() == conflict) {
            return manager;
        }
        RollbackException told = new RollbackException(conflict.getMessage());
        told.initCause(conflict);
        told.setStackTrace(manager.getStackTrace());
        Arrays.stream(manager.getSuppressed())
                .filter(suppressed -> !carries(suppressed, conflict))
                .forEach(told::addSuppressed);
        return told;
    }

    private static boolean carries(Throwable failure, Throwable wanted) {
        return Stream.iterate(Optional.of(failure), Optional::isPresent, t -> t.map(Throwable::getCause))
                .anyMatch(t -> t.filter(found -> found == wanted).isPresent());
    }
}
