// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import static io.bindkey.TransactionOutcome.COMMITTED;
import static io.bindkey.TransactionOutcome.ROLLED_BACK;
import static io.bindkey.TransactionOutcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneByOneCommitTest {

    private final List<String> done = new ArrayList<>();

    /** Records what happens to it, and fails its commit where a failure is given. */
    private final class Recorded implements OneByOneCommit.Branch {

        private final String key;
        private final @Nullable Exception failure;

        Recorded(String key, @Nullable Exception failure) {
            this.key = key;
            this.failure = failure;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public Set<String> passwords() {
            return Set.of("hush");
        }

        @Override
        public void commit() throws Exception {
            done.add("commit " + key);
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void rollback() throws SQLException {
            done.add("rollback " + key);
            throw new SQLException("the connection is gone");
        }
    }

    private Recorded good(String key) {
        return new Recorded(key, null);
    }

    private static SQLException lost() {
        return new SQLException("connection reset", "08006");
    }

    @Test
    void commitsInTheOrderGiven() {
        OneByOneCommit.commit(List.of(good("a"), good("b"), good("c")));
        assertThat(done).containsExactly("commit a", "commit b", "commit c");
    }

    @Test
    void rollsBackTheRestAfterAFailureAndTellsWhatBecameOfEach() {
        SQLException refused = new SQLIntegrityConstraintViolationException("deferred key", "23503");
        assertThatThrownBy(() -> OneByOneCommit.commit(
                        List.of(good("a"), new Recorded("b", new IllegalStateException(refused)), good("c"))))
                .isInstanceOf(PartialCommitException.class)
                .hasMessage(
                        "BINDKEY-125: The transaction was committed in part: bind 'a' committed, bind 'b' rolled back, "
                                + "bind 'c' rolled back. Compare the databases, and repeat or undo what is missing.")
                .hasRootCause(refused)
                .asInstanceOf(InstanceOfAssertFactories.type(PartialCommitException.class))
                .extracting(PartialCommitException::outcomes)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, TransactionOutcome.class))
                .containsExactly(entry("a", COMMITTED), entry("b", ROLLED_BACK), entry("c", ROLLED_BACK));
        assertThat(done).containsExactly("commit a", "commit b", "rollback c");
    }

    @Test
    void doesNotClaimToKnowWhatALostConnectionDid() {
        assertThatThrownBy(() -> OneByOneCommit.commit(List.of(new Recorded("a", lost()), good("b"))))
                .isInstanceOf(PartialCommitException.class)
                .extracting(e -> ((PartialCommitException) e).outcomes())
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, TransactionOutcome.class))
                .containsExactly(entry("a", UNKNOWN), entry("b", ROLLED_BACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "25P02", "42601", "44000", "45000", "P0001"})
    void isARollbackWhenTheFirstDatabaseRefuses(String state) {
        SQLException refused = new SQLException("no", state);
        assertThatThrownBy(() -> OneByOneCommit.commit(List.of(new Recorded("a", refused), good("b"))))
                .isExactlyInstanceOf(RollbackException.class)
                .hasMessage("BINDKEY-126: The transaction was rolled back in every bind that took part: no")
                .hasCause(refused);
    }

    @Test
    void saysWhatToRepeatWhenTheFirstDatabasePrefersAnotherTransaction() {
        SQLException lost = new SQLException("Deadlock found", "40001", 1213);
        assertThatThrownBy(() -> OneByOneCommit.commit(List.of(new Recorded("a", lost), good("b"))))
                .isExactlyInstanceOf(RollbackException.class)
                .hasMessage(
                        "BINDKEY-180: The transaction was rolled back because another one has changed the same rows "
                                + "and was committed first. Repeat the whole transaction, beginning with what it reads: Deadlock "
                                + "found")
                .hasCauseExactlyInstanceOf(OptimisticLockException.class)
                .hasRootCause(lost);
    }

    @Test
    void showsNoPasswordInTheReason() {
        SQLException refused = new SQLException("hush is no good for jdbc:x://me:other@host", "44000");
        assertThatThrownBy(() -> OneByOneCommit.commit(List.of(new Recorded("a", refused), good("b"))))
                .hasMessage("BINDKEY-126: The transaction was rolled back in every bind that took part:"
                        + " *** is no good for jdbc:x://***@host");
    }

    @Test
    void isARollbackWhenTheProviderGivesUpBeforeItAsks() {
        assertThatThrownBy(() -> OneByOneCommit.commit(
                        List.of(new Recorded("a", new IllegalStateException("stale")), good("b"))))
                .isExactlyInstanceOf(RollbackException.class);
    }
}
