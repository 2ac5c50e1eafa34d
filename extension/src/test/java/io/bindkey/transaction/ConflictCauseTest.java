// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class ConflictCauseTest {

    private final SQLException deadlock = new SQLException("Deadlock found", "40001", 1213);

    private static XAException ofBranch(Throwable cause) {
        XAException failure = new XAException(XAException.XA_RBROLLBACK);
        failure.initCause(cause);
        return failure;
    }

    @Test
    void whatABranchHasLostIsTheCauseAndSaysWhatToRepeat() {
        RollbackException manager = new RollbackException("ARJUNA016053");
        XAException other = ofBranch(new SQLException("full", "53100"));
        manager.addSuppressed(other);
        manager.addSuppressed(ofBranch(deadlock));

        RollbackException told = ConflictCause.tell(manager);

        assertThat(told)
                .hasMessageStartingWith("BINDKEY-180: The transaction was rolled back because another one has changed "
                        + "the same rows and was committed first. Repeat the whole transaction, beginning with what it "
                        + "reads: ")
                .hasMessageContaining("Deadlock found")
                .hasCauseInstanceOf(OptimisticLockException.class)
                .hasRootCause(deadlock);
        assertThat(told.getSuppressed()).contains(other);
    }

    @Test
    void whatWasToldOnceIsNotToldAgain() {
        OptimisticLockException known = new OptimisticLockException("BINDKEY-180: repeat", deadlock);
        RollbackException manager = new RollbackException();
        manager.addSuppressed(ofBranch(new jakarta.persistence.RollbackException(known)));

        RollbackException told = ConflictCause.tell(manager);

        assertThat(told).hasMessage("BINDKEY-180: repeat").hasCause(known);
        assertThat(told.getSuppressed()).isEmpty();
        assertThat(ConflictCause.tell(told)).isSameAs(told);
    }

    @Test
    void aFlushThatHasLostIsOneAsWell() {
        RollbackException manager = new RollbackException();
        manager.initCause(new IllegalStateException(deadlock));
        assertThat(ConflictCause.tell(manager).getCause()).isInstanceOf(OptimisticLockException.class);
    }

    @Test
    void everythingElseIsLeftAsItIs() {
        RollbackException manager = new RollbackException();
        manager.initCause(new OptimisticLockException("by version"));
        manager.addSuppressed(ofBranch(new SQLException("refused", "23505")));
        assertThat(ConflictCause.tell(manager)).isSameAs(manager);
    }
}
