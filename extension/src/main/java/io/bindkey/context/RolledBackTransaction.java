// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.InOrder;
import jakarta.persistence.EntityTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the application has of a request's transaction while nothing is committed: it may begin and commit one after another
 * in it, and what they have written stays to be seen until the whole is rolled back.
 *
 * <p>Used by one thread at a time.
 */
final class RolledBackTransaction implements EntityTransaction {

    private static final Logger LOG = System.getLogger(RolledBackTransaction.class.getName());

    private final LocalTransaction whole;

    /** That of the one that the application has begun. */
    private TransactionState state = TransactionState.INACTIVE;

    /** Whether something was written before that one began. */
    private boolean writtenBefore;

    /**
     * @param whole is active, and refuses to commit
     */
    RolledBackTransaction(LocalTransaction whole) {
        this.whole = whole;
    }

    @Override
    public void begin() {
        TransactionState begun = state.begun();
        // Somebody may have ended the whole by a transaction that was obtained before.
        writtenBefore = false;
        goOn();
        writtenBefore = whole.hasWritten();
        state = begun;
    }

    @Override
    public void commit() {
        end(whole::pretendCommit);
    }

    @Override
    public void rollback() {
        end(whole::rollback);
    }

    private void end(Runnable how) {
        state = state.ended();
        try {
            how.run();
        } catch (RuntimeException e) {
            throw InOrder.after(e, this::goOn);
        }
        goOn();
    }

    /** After a rollback, what follows is rolled back in the end as well. */
    private void goOn() {
        if (whole.isActive()) {
            return;
        }
        if (writtenBefore) {
            LOG.log(
                    Level.WARNING,
                    "A rollback inside of Binds.rollingBack() has taken with it what was written before it began");
        }
        whole.begin();
    }

    @Override
    public void setRollbackOnly() {
        state.requireActive();
        whole.setRollbackOnly();
    }

    @Override
    public boolean getRollbackOnly() {
        state.requireActive();
        return whole.getRollbackOnly();
    }

    @Override
    public boolean isActive() {
        return state.isActive();
    }

    @Override
    public void setTimeout(@Nullable Integer seconds) {
        whole.setTimeout(seconds);
    }

    @Override
    public @Nullable Integer getTimeout() {
        return whole.getTimeout();
    }
}
