// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cuts the connections to one of the databases at every point of two-phase commit. The caller is told, and when the
 * database is back, both agree without anybody's help.
 */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class LostConnectionTest {

    @TempDir
    static Path folder;

    private final List<String> table = new ArrayList<>();
    private final Map<String, Cable> cables = new HashMap<>();
    private Databases databases;
    private Transfers transfers;
    private long nextTransfer = 1;

    @BeforeAll
    void start() throws Exception {
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
        properties.put(
                "binds-settings.transactions.object-store",
                folder.resolve("log").toString());
        transfers = Transfers.start(properties);
    }

    @AfterAll
    void stop() throws Exception {
        table.forEach(System.out::println);
        transfers.close();
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

    /** In key order, MariaDB is asked first, both for its promise and to commit. */
    @ParameterizedTest
    @CsvSource({
        "BEFORE_PREPARE, postgres, ROLLED_BACK",
        "BEFORE_PREPARE, mariadb, ROLLED_BACK",
        "BETWEEN_PREPARES, mariadb, PENDING",
        "BETWEEN_PREPARES, postgres, ROLLED_BACK",
        "BEFORE_DECISION, postgres, PENDING",
        "BEFORE_DECISION, mariadb, PENDING",
        "BEFORE_COMMITS, postgres, PENDING",
        "BEFORE_COMMITS, mariadb, PENDING",
        "BETWEEN_COMMITS, mariadb, COMMITTED",
        "BETWEEN_COMMITS, postgres, PENDING",
        "BEFORE_LOG_IS_FORGOTTEN, postgres, COMMITTED",
        "BEFORE_LOG_IS_FORGOTTEN, mariadb, COMMITTED"
    })
    void theCallerIsToldAndBothDatabasesAgreeInTheEnd(Point point, String bind, Expected expected) throws Exception {
        long id = nextTransfer++;
        Cable cable = Objects.requireNonNull(cables.get(bind));
        Protocol.interruptAt(point, cable::cut);

        Throwable thrown = catchThrowable(() -> transfers.transfer(id));
        Map<String, TransactionOutcome> outcomes = transfers.lastOutcomes();
        cable.mend();
        boolean agree = Databases.becomesTrue(databases::agree);

        table.add("%-24s %-9s %-24s %s"
                .formatted(point, bind, thrown == null ? "" : thrown.getClass().getSimpleName(), outcomes));
        assertThat(agree).isTrue();
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
