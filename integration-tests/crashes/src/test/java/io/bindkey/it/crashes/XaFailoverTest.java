// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loses the primary that has promised its part of a transaction. The promoted replica has the promise as well, and recovery
 * ends it there as the other database has it.
 */
@Tag("slow")
@Tag("thorough")
class XaFailoverTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    /** Twenty with {@code -Pall}. */
    private static final int TURNS = Integer.getInteger("failovers", 2);

    @TempDir
    static Path folder;

    private final PhysicalDatabase other = PhysicalDatabase.of("jdbc:h2:mem:other;DB_CLOSE_DELAY=-1");
    private final TransactionLog log = new TransactionLog(folder.resolve("log"));

    @Test
    void whatWasPromisedByTheLostPrimaryIsEndedOnThePromotedOne() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1);
                NarayanaWarnings warnings = new NarayanaWarnings()) {
            servers.primary("transfers").execute("create table debit (transfer bigint primary key)");
            other.execute("create table credit (transfer bigint primary key)");
            int resolved = 0;
            try (Units units = Units.start(Kind.XA, properties(servers))) {
                for (int turn = 1; turn <= TURNS; turn++) {
                    boolean decided = turn % 2 == 1;
                    resolved += isResolved(turn, decided, servers, units, softly) ? 1 : 0;
                }
            }
            System.out.printf("failovers with a transaction in doubt: resolved %d of %d%n", resolved, TURNS);
            softly.assertThat(resolved).as("resolved").isEqualTo(TURNS);
            softly.assertThat(warnings.matching(NarayanaWarnings.NO_RESOURCE)).isEmpty();
        }
        softly.assertAll();
    }

    private Map<String, String> properties(ReplicatedPostgres servers) {
        PhysicalDatabase primary = servers.primary("transfers");
        Map<String, String> properties = new HashMap<>();
        properties.put("binds.postgres.url", servers.hosts("transfers", "targetServerType=primary&connectTimeout=1"));
        properties.put("binds.postgres.username", primary.username());
        properties.put("binds.postgres.password", primary.password());
        properties.put("binds.postgres.driver", WatchedPostgres.class.getName());
        properties.put("binds.mariadb.url", other.url());
        properties.put("binds-settings.transactions.object-store", log.folder().toString());
        return properties;
    }

    private boolean isResolved(
            int turn, boolean decided, ReplicatedPostgres servers, Units units, SoftAssertions softly)
            throws InterruptedException {
        Protocol.interruptAt(decided ? Point.BEFORE_COMMITS : Point.PROMISE_UNANSWERED, () -> {
            // Replication that nobody waits for could lose the promise as well.
            servers.awaitCaughtUp(0);
            servers.killPrimary();
        });
        Throwable thrown = catchThrowable(() -> units.run(() -> {
            units.write(Product.MARIADB, turn);
            units.write(Product.POSTGRES, turn);
        }));
        assertThat(Failure.codes(thrown))
                .as("turn %d: %s", turn, thrown)
                .contains(decided ? "BINDKEY-145" : "BINDKEY-143");
        assertThat(log.entries()).as("in the log").isEqualTo(decided ? 1 : 0);
        servers.promote(0);
        PhysicalDatabase promoted = servers.replica(0, "transfers");
        boolean resolved = Databases.becomesTrue(
                () -> promoted.rows("select gid from pg_prepared_xacts").isEmpty() && log.entries() == 0);
        softly.assertThat(has(promoted, "debit", turn))
                .as("turn %d: on the promoted one", turn)
                .isEqualTo(decided);
        softly.assertThat(has(other, "credit", turn))
                .as("turn %d: in the other database", turn)
                .isEqualTo(decided);
        softly.assertThat(Failure.inShort(tryAgain(units, turn + 1_000)))
                .as("turn %d: a call after that", turn)
                .isEmpty();
        servers.failedOver();
        return resolved;
    }

    private static boolean has(PhysicalDatabase database, String table, long id) {
        return !database.rows("select * from " + table + " where transfer = " + id)
                .isEmpty();
    }

    /** A connection that was lost with its server fails once. */
    private static List<Exception> tryAgain(Units units, long id) {
        Exception last = new IllegalStateException();
        for (int i = 0; i < 20; i++) {
            try {
                units.run(() -> {
                    units.write(Product.MARIADB, id);
                    units.write(Product.POSTGRES, id);
                });
                return List.of();
            } catch (Exception e) {
                last = e;
            }
        }
        return List.of(last);
    }
}
