// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClusterLockTest {

    private static final ClusterLock.Timing QUICK =
            new ClusterLock.Timing(Duration.ofMillis(1), Duration.ofMillis(5), 20_000);

    private final Row row = new Row();

    /** The one row of the table, for all nodes. */
    private static final class Row implements LockRows {

        private @Nullable Seen held;
        private boolean certifies = true;
        private @Nullable SQLException failure;

        @Override
        public synchronized boolean insert(String holder) {
            if (held != null || !certifies) {
                certifies = true;
                return false;
            }
            held = new Seen(holder, 0);
            return true;
        }

        @Override
        public synchronized Optional<Seen> look() {
            return Optional.ofNullable(held);
        }

        @Override
        public synchronized boolean takeOver(Seen seen, String holder) {
            boolean same = seen.equals(held);
            if (same) {
                held = new Seen(holder, 0);
            }
            return same;
        }

        @Override
        public synchronized boolean beat(String holder) {
            Seen before = held;
            boolean mine = before != null && before.holder().equals(holder);
            if (before != null && mine) {
                held = new Seen(holder, before.beat() + 1);
            }
            return mine;
        }

        @Override
        public synchronized boolean delete(String holder) throws SQLException {
            SQLException thrown = failure;
            if (thrown != null) {
                failure = null;
                throw thrown;
            }
            boolean mine = held != null && held.holder().equals(holder);
            if (mine) {
                held = null;
            }
            return mine;
        }

        synchronized void leaveBehind(String holder) {
            held = new Seen(holder, 7);
        }

        synchronized void failOnce(SQLException thrown) {
            failure = thrown;
        }

        synchronized void certifyNothingOnce() {
            certifies = false;
        }
    }

    private ClusterLock take() throws SQLException {
        return ClusterLock.take("auth", row, QUICK);
    }

    @Test
    void leavesNothingBehind() throws SQLException {
        ClusterLock lock = take();
        assertThat(row.look()).isPresent();
        lock.close();
        assertThat(row.look()).isEmpty();
    }

    @Test
    void isTakenByTheNextInsertAfterALostCertification() throws SQLException {
        row.certifyNothingOnce();
        take().close();
        assertThat(row.look()).isEmpty();
    }

    @Test
    void isHeldByOneAtATime() {
        AtomicInteger inside = new AtomicInteger();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    ClusterLock lock = take();
                    int now = inside.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(3);
                    inside.decrementAndGet();
                    lock.close();
                    return now;
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        assertThat(all.stream().map(CompletableFuture::join)).hasSize(8).containsOnly(1);
    }

    @Test
    void isNotTakenFromAHolderThatLives() throws SQLException {
        ClusterLock.Timing impatient = new ClusterLock.Timing(Duration.ofMillis(1), Duration.ofMillis(5), 400);
        ClusterLock lock = take();
        assertThatThrownBy(() -> ClusterLock.take("auth", row, impatient))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-171: Somebody else has been working on the schema of the database of bind 'auth' "
                        + "for ten minutes. Try again later.");
        lock.close();
    }

    @Test
    void isTakenOverFromOneThatDied() throws SQLException {
        row.leaveBehind("dead");
        ClusterLock lock = take();
        assertThat(row.look().orElseThrow().holder()).startsWith("process ");
        lock.close();
    }

    @Test
    void failsAtTheEndWhereItWasTakenOver() throws SQLException {
        ClusterLock lock = take();
        row.leaveBehind("another");
        assertThatThrownBy(lock::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "BINDKEY-186: The lock for the schema of bind 'auth' was taken over while it was held here: "
                                + "nothing was heard of this process for half a minute. Compare the tables and the rows of a load "
                                + "script with what they shall be, then repeat the operation.");
        assertThat(row.look().orElseThrow().holder()).isEqualTo("another");
    }

    @Test
    void isGivenBackOnAnotherConnectionWhenTheFirstIsLost() throws SQLException {
        ClusterLock lock = take();
        row.failOnce(new SQLException("gone", "08000"));
        assertThatCode(lock::close).doesNotThrowAnyException();
        assertThat(row.look()).isEmpty();
    }
}
