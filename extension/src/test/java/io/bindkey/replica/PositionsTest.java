// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How positions compare, and what they tell of a replica that is behind. */
class PositionsTest {

    @Test
    void placesInALogAreNumbersOf64BitsWithoutASign() {
        Lsn low = Lsn.parse("0/FFFFFFFF");
        Lsn next = Lsn.parse("1/0");
        Lsn highest = Lsn.parse("FFFFFFFF/FFFFFFFF");
        assertThat(next.covers(low)).isTrue();
        assertThat(low.covers(next)).isFalse();
        assertThat(highest.covers(next)).isTrue();
        assertThat(next.covers(highest)).isFalse();
        assertThat(next.covers(next)).isTrue();
        assertThat(next.with(highest)).isEqualTo(highest);
        assertThat(highest.with(low)).isEqualTo(highest);
        assertThat(Lsn.parse("16/B374D848").text()).isEqualTo("16/B374D848");
        assertThat(highest.text()).isEqualTo("FFFFFFFF/FFFFFFFF");
    }

    /** As after a promotion: the new primary goes on where the replica was that it had been. */
    @Test
    void aPlaceOnAnOldTimelineSaysNothingOfTheNewOne() {
        Lsn old = Lsn.parse("0/5000-1");
        Lsn fresh = Lsn.parse("0/4900-2");
        assertThat(old.covers(fresh)).isFalse();
        assertThat(fresh.covers(Lsn.parse("0/4800-1"))).isTrue();
        assertThat(fresh.covers(old)).as("what was lost").isFalse();
        assertThat(old.with(fresh)).isEqualTo(fresh);
        assertThat(fresh.with(old)).isEqualTo(fresh);
        assertThat(fresh.with(Lsn.parse("0/4800-2"))).isEqualTo(fresh);
        assertThat(fresh.text()).isEqualTo("0/4900-2");
        assertThat(fresh.with(Lsn.parse("0/5000")).text())
                .as("of an unknown one")
                .isEqualTo("0/5000-2");
        assertThat(fresh.covers(Lsn.parse("0/4900"))).isTrue();
    }

    @Test
    void whatAPrimaryHasLostIsForgotten() {
        PrimaryStanding promoted = new PrimaryStanding(Lsn.parse("0/4900-2"), Lsn.parse("0/4950-2"));
        assertThat(promoted.hasLost(Lsn.parse("0/5000-1"))).isTrue();
        assertThat(promoted.hasLost(Lsn.parse("0/4950-1"))).isFalse();
        PrimaryHistory primary = new PrimaryHistory();
        primary.add(Lsn.parse("0/4000-1"), nanos(0));
        primary.add(Lsn.parse("0/5000-1"), nanos(1));
        assertThat(primary.lag(Lsn.parse("0/4900-2"), nanos(100))).isEqualTo(Duration.ofSeconds(100));
        primary.forgetLost(promoted);
        primary.add(promoted.committed(), nanos(10));
        assertThat(primary.lag(Lsn.parse("0/4900-2"), nanos(100))).isZero();
        assertThat(primary.lag(Lsn.parse("0/5000-1"), nanos(100)))
                .as("who follows the lost one")
                .isEqualTo(Duration.ofSeconds(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "/", "1/", "G/0", "123456789/0", "1/0; drop table t", "0-1-100"})
    void whatIsNoPlaceInALogIsRefused(String text) {
        assertThatThrownBy(() -> Lsn.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no position of PostgreSQL");
    }

    @Test
    void transactionIdsCountInEachDomain() {
        Gtids both = Gtids.parse("0-1-100,7-2-33");
        assertThat(both.covers(Gtids.parse("0-9-100"))).as("of any server").isTrue();
        assertThat(both.covers(Gtids.parse("0-1-101"))).isFalse();
        assertThat(both.covers(Gtids.parse("8-1-1"))).as("an unknown domain").isFalse();
        assertThat(both.covers(Gtids.parse(""))).isTrue();
        assertThat(Gtids.parse("").covers(both)).isFalse();
        assertThat(both.with(Gtids.parse("0-3-99,7-3-34,9-1-1")).text()).isEqualTo("0-1-100,7-3-34,9-1-1");
        assertThat(Gtids.parse("7-2-33, 0-1-18446744073709551615").text())
                .as("in the order of the domains, and up to 64 bits")
                .isEqualTo("0-1-18446744073709551615,7-2-33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0-1", "0-1-", "a-b-c", "0-1-2,", "0-1-2';--", "0/16B3748", "0-1--2"})
    void whatIsNoTransactionIdIsRefused(String text) {
        assertThatThrownBy(() -> Gtids.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A replica is as late as the first thing that it lacks, which happened after the last that it has was seen. */
    @Test
    void howLateAReplicaIs() {
        PrimaryHistory primary = new PrimaryHistory();
        assertThat(primary.lag(new Lsn(1), 0)).as("nothing is known").isZero();
        primary.add(new Lsn(10), nanos(0));
        primary.add(new Lsn(10), nanos(5));
        primary.add(new Lsn(20), nanos(6));
        primary.add(new Lsn(30), nanos(7));
        assertThat(primary.lag(new Lsn(30), nanos(100))).isZero();
        assertThat(primary.lag(new Lsn(20), nanos(10))).isEqualTo(Duration.ofSeconds(4));
        assertThat(primary.lag(new Lsn(10), nanos(10)))
                .as("it was the latest for five seconds")
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(primary.lag(new Lsn(9), nanos(10))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatIsLongAgoIsForgotten() {
        PrimaryHistory primary = new PrimaryHistory();
        for (int second = 0; second < 3600; second++) {
            primary.add(new Lsn(second), nanos(second));
        }
        assertThat(primary.lag(new Lsn(0), nanos(3600)))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(2));
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
