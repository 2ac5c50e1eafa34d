// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.database.PoolTransactions;
import io.bindkey.unit.Unit;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JTA transactions of the calling thread. Safe for use by several threads. */
interface JtaTransactions {

    /** There is no transaction manager. */
    JtaTransactions NONE = new JtaTransactions() {};

    /** {@return whether there is a transaction manager} */
    default boolean arePossible() {
        return false;
    }

    /** {@return whether one is active on this thread} */
    default boolean isActive() {
        return false;
    }

    /** {@return whether this thread still has one that was rolled back behind its back} */
    default boolean wasRolledBack() {
        return false;
    }

    /** {@return what belongs to the active one, made when it is asked for first} */
    default JtaTransaction current() {
        throw missing();
    }

    /** {@return what belongs to the active one, if that was asked for before} */
    default @Nullable JtaTransaction ifTouched() {
        return null;
    }

    /** {@return what tells the active one from others} */
    default @Nullable Object currentKey() {
        return null;
    }

    /** {@return what ends a new one, which is rolled back whatever happens} */
    default Runnable beginRolledBack() {
        return () -> {};
    }

    /** Runs something in the active one, which it marks for rollback when it throws, else in one of its own. */
    default <R> R call(Supplier<R> work) {
        throw missing();
    }

    /** Marks the active one for rollback, if there is one. */
    default void markRollbackOnly() {}

    /** Called before a thread goes on without a transaction: only now it hears that its last one has ended. */
    default void closeLeftBehind() {}

    /** Says that the bind is used in the active one, if that can still be heard of its end. */
    default void use(Unit unit) {}

    /** {@return whether what a provider wants to be done at the end of the active one is done with what is done then} */
    default boolean takes(Synchronization ofProvider) {
        return false;
    }

    /** {@return how the pool of a bind takes part in them} */
    default PoolTransactions pool(Unit unit) {
        return PoolTransactions.NONE;
    }

    /** {@return the failure, explained where the active one has no room for another resource of one phase} */
    default SQLException declined(Unit unit, SQLException failure) {
        return failure;
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("There is no transaction manager");
    }
}
