// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.arjuna.ats.internal.jta.recovery.arjunacore.RecoveryXids;
import io.bindkey.TransactionOutcome;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts the connections to one of the databases at every point of two-phase commit, or has the database end them. The
 * caller is told, and when the database is back, both agree without anybody's help, and nothing stays in the log.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class LostConnectionTest {

    @TempDir
    static Path folder;

    private final List<String> table = new ArrayList<>();
    private final Map<String, Cable> cables = new HashMap<>();
    private final NarayanaWarnings warnings = new NarayanaWarnings();
    private TransactionLog log;
    private Databases databases;
    private Transfers transfers;
    private long nextTransfer = 1;

    @BeforeAll
    void start() throws Exception {
        log = new TransactionLog(folder.resolve("log"));
        databases = new Databases();
        Cable postgres = Cable.to(port(databases.postgres().url()));
        Cable mariaDb = Cable.to(port(databases.mariaDb().url()));
        cables.put("postgres", postgres);
        cables.put("mariadb", mariaDb);
        Map<String, String> properties = new HashMap<>(databases.properties());
        properties.put(
                "binds.postgres.url", postgres.through(databases.postgres().url()));
        properties.put("binds.mariadb.url", mariaDb.through(databases.mariaDb().url()));
        properties.put("binds-defaults.pool.validate-on-borrow", "true");
        properties.put("binds-settings.transactions.object-store", log.folder().toString());
        transfers = Transfers.start(properties);
        // Nothing has to wait until Narayana takes it for an orphan.
        RecoveryXids.setSafetyIntervalMillis(3_600_000);
    }

    @AfterAll
    void stop() throws Exception {
        table.forEach(System.out::println);
        transfers.close();
        warnings.close();
        for (Cable cable : cables.values()) {
            cable.close();
        }
        databases.close();
    }

    private static int port(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    /** What is right when a connection is lost there. */
    enum Expected {
        ROLLED_BACK,
        /** Committed, but one database hears of it only when it is back. */
        PENDING,
        COMMITTED
    }

    private static Arguments row(Point point, String bind, Expected expected) {
        return Arguments.of(point, bind, expected);
    }

    /** In key order, MariaDB is asked first, both for its promise and to commit. */
    static Stream<Arguments> table() {
        return Stream.of(
                row(Point.BEFORE_END, "postgres", Expected.ROLLED_BACK),
                row(Point.BEFORE_END, "mariadb", Expected.ROLLED_BACK),
                row(Point.BEFORE_PREPARE, "postgres", Expected.ROLLED_BACK),
                row(Point.BEFORE_PREPARE, "mariadb", Expected.ROLLED_BACK),
                row(Point.PROMISE_UNANSWERED, "mariadb", Expected.ROLLED_BACK),
                row(Point.BETWEEN_PREPARES, "mariadb", Expected.PENDING),
                row(Point.BETWEEN_PREPARES, "postgres", Expected.ROLLED_BACK),
                row(Point.BEFORE_DECISION, "postgres", Expected.PENDING),
                row(Point.BEFORE_DECISION, "mariadb", Expected.PENDING),
                row(Point.BEFORE_COMMITS, "postgres", Expected.PENDING),
                row(Point.BEFORE_COMMITS, "mariadb", Expected.PENDING),
                row(Point.COMMIT_UNANSWERED, "mariadb", Expected.PENDING),
                row(Point.BETWEEN_COMMITS, "mariadb", Expected.COMMITTED),
                row(Point.BETWEEN_COMMITS, "postgres", Expected.PENDING),
                row(Point.BEFORE_LOG_IS_FORGOTTEN, "postgres", Expected.COMMITTED),
                row(Point.BEFORE_LOG_IS_FORGOTTEN, "mariadb", Expected.COMMITTED));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aCutConnectionIsToldAndBothDatabasesAgreeInTheEnd(Point point, String bind, Expected expected)
            throws Exception {
        Cable cable = Objects.requireNonNull(cables.get(bind));
        lose("cut", cable::cut, cable::mend, point, bind, expected);
    }

    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("table")
    void aKilledConnectionIsToldAndBothDatabasesAgreeInTheEnd(Point point, String bind, Expected expected)
            throws Exception {
        lose("killed", () -> databases.kill(bind), () -> {}, point, bind, expected);
    }

    private void lose(String how, Runnable lose, Runnable mend, Point point, String bind, Expected expected)
            throws Exception {
        long id = nextTransfer++;
        Protocol.interruptAt(point, lose);

        Throwable thrown = catchThrowable(() -> transfers.transfer(id));
        Map<String, TransactionOutcome> outcomes = transfers.lastOutcomes();
        mend.run();
        boolean agree = Databases.becomesTrue(databases::agree);

        table.add("%-24s %-9s %-6s %-24s %s"
                .formatted(
                        point,
                        bind,
                        how,
                        thrown == null ? "" : thrown.getClass().getSimpleName(),
                        outcomes));
        assertThat(agree).isTrue();
        assertThat(Databases.becomesTrue(() -> log.entries() == 0))
                .as("the log is empty")
                .isTrue();
        assertThat(warnings.matching(NarayanaWarnings.NO_RESOURCE)).isEmpty();
        assertThat(databases.debits().contains(id)).isEqualTo(expected != Expected.ROLLED_BACK);
        switch (expected) {
            case ROLLED_BACK -> {
                assertThat(thrown).isInstanceOf(RollbackException.class);
                assertThat(messages(thrown))
                        .contains(
                                "BINDKEY-143: Bind '" + bind + "' did not commit, so the transaction is rolled back: ");
                assertThat(outcomes).doesNotContainValue(TransactionOutcome.COMMITTED);
            }
            case PENDING -> {
                assertThat(thrown)
                        .isInstanceOf(HeuristicMixedException.class)
                        .hasMessageStartingWith("BINDKEY-145: The transaction is committed, but the database of bind '"
                                + bind + "' could not be told. Recovery tells it as soon as it answers. ");
                assertThat(outcomes).hasSize(2).containsEntry(bind, TransactionOutcome.UNKNOWN);
                assertThat(outcomes).containsValue(TransactionOutcome.COMMITTED);
            }
            case COMMITTED -> {
                assertThat(thrown).isNull();
                assertThat(outcomes).hasSize(2).allSatisfy((key, outcome) -> assertThat(outcome)
                        .isEqualTo(TransactionOutcome.COMMITTED));
            }
        }
    }

    /**
     * A single bind has no vote, so what is lost during its commit nobody knows. PostgreSQL's driver does not ask its
     * database before that.
     */
    @ParameterizedTest
    @CsvSource({
        "BEFORE_END, postgres, 144",
        "BEFORE_END, mariadb, 143",
        "BEFORE_COMMITS, postgres, 144",
        "BEFORE_COMMITS, mariadb, 144"
    })
    void aSingleBindThatIsLostIsToldAndNothingStaysInTheLog(Point point, String bind, String code) throws Exception {
        long id = nextTransfer++;
        Protocol.interruptAt(point, () -> databases.kill(bind));

        Throwable thrown = catchThrowable(() -> transfers.transferAlone(bind, id));

        boolean unknown = code.equals("144");
        assertThat(thrown).isInstanceOf(unknown ? HeuristicMixedException.class : RollbackException.class);
        assertThat(messages(thrown)).contains("BINDKEY-" + code + ": ").contains("ind '" + bind + "'");
        assertThat(transfers.lastOutcomes().get(bind))
                .isEqualTo(unknown ? TransactionOutcome.UNKNOWN : TransactionOutcome.ROLLED_BACK);
        assertThat(databases.debits()).doesNotContain(id);
        assertThat(databases.credits()).doesNotContain(id);
        assertThat(log.entries()).isZero();
    }

    private static String messages(@Nullable Throwable thrown) {
        StringBuilder text = new StringBuilder();
        collect(thrown, text);
        return text.toString();
    }

    private static void collect(@Nullable Throwable thrown, StringBuilder text) {
        if (thrown != null) {
            text.append(thrown.getMessage()).append('\n');
            collect(thrown.getCause(), text);
            for (Throwable suppressed : thrown.getSuppressed()) {
                collect(suppressed, text);
            }
        }
    }
}
