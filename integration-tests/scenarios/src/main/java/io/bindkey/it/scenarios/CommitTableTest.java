// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.CrossBindWriteException;
import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import io.bindkey.it.databases.PhysicalDatabase;
import jakarta.persistence.EntityManager;
import jakarta.transaction.HeuristicMixedException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each database sees of a transaction over several: how binds take part, the policy, and what is done. */
@Tag("slow")
@Tag("matrix")
@TestInstance(Lifecycle.PER_CLASS)
class CommitTableTest {

    /** In key order. */
    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);

    /** One at a time, since XA binds lock the transaction log; the rows of one configuration share it. */
    private @Nullable Application running;

    private String configuration = "";

    private Application running(String kinds, String across) {
        String wanted = kinds + ", " + across;
        if (running == null || !wanted.equals(configuration)) {
            stop();
            running = start(kinds, across);
            configuration = wanted;
        }
        return running;
    }

    @AfterAll
    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Binds that take part, and what each sees, in key order. */
    private static Arguments row(String kind, String across, String done, String... seen) {
        return Arguments.of(kind, across, done, List.of(seen));
    }

    static Stream<Arguments> table() {
        return Stream.of(
                row("resource-local", "fail", "read", "select commit", "select commit"),
                row("resource-local", "fail", "read", "select commit", "select commit", "select commit"),
                row("resource-local", "fail", "write", "insert rollback", "rollback"),
                row("resource-local", "fail", "write", "insert rollback", "rollback", ""),
                row("resource-local", "fail", "write", "insert commit"),
                row("resource-local", "best-effort", "read", "select commit", "select commit"),
                row("resource-local", "best-effort", "read", "select commit", "select commit", "select commit"),
                row("resource-local", "best-effort", "write", "insert commit", "insert commit"),
                row("resource-local", "best-effort", "write", "insert commit", "insert commit", "insert commit"),
                row("jta", "fail", "read", "select commit", "select commit"),
                row("jta", "fail", "read", "select commit", "select commit", "select commit"),
                row("jta", "fail", "write", "insert rollback", "rollback"),
                row("jta", "fail", "write", "insert rollback", "rollback", ""),
                row("jta", "fail", "write", "insert commit"),
                row("jta", "best-effort", "read", "select commit", "select commit"),
                row("jta", "best-effort", "read", "select commit", "select commit", "select commit"),
                row("jta", "best-effort", "write", "insert commit", "insert commit"),
                row("jta", "best-effort", "write", "insert commit", "insert commit", "insert commit"),
                row("xa", "fail", "read", LAST_OF_TWO),
                row("xa", "fail", "read", LAST_OF_THREE),
                row("xa", "fail", "write", twice("start insert end prepare commit")),
                row("xa", "fail", "write", thrice("start insert end prepare commit")),
                // What the last one has only read, it need not commit.
                row(
                        "xa",
                        "fail",
                        "write, last reads",
                        "start insert end prepare commit",
                        "start insert end prepare commit",
                        "start select end read-only"),
                // One bind needs no vote.
                row("xa", "fail", "write", "start insert end commit one phase"),
                row("xa", "best-effort", "read", LAST_OF_TWO),
                row("xa", "best-effort", "read", LAST_OF_THREE),
                row("xa", "best-effort", "write", twice("start insert end prepare commit")),
                row("xa", "best-effort", "write", thrice("start insert end prepare commit")),
                // One last resource beside those that vote; the reader among them does not hold the others up.
                row(
                        "xa xa jta",
                        "fail",
                        "write",
                        "start insert end prepare commit",
                        "start insert end prepare commit",
                        "insert commit"),
                row(
                        "jta xa xa",
                        "fail",
                        "write",
                        "insert commit",
                        "start insert end prepare commit",
                        "start insert end prepare commit"),
                row("xa jta jta", "fail", "write", "start insert end rollback", "insert rollback", "rollback"),
                row(
                        "xa jta jta",
                        "fail",
                        "read",
                        "start select end commit one phase",
                        "select commit",
                        "select commit"));
    }

    /** When all others have nothing to commit, the last one needs no vote. */
    private static final String[] LAST_OF_TWO = {"start select end read-only", "start select end commit one phase"};

    private static final String[] LAST_OF_THREE = {
        "start select end read-only", "start select end read-only", "start select end commit one phase"
    };

    private static String[] twice(String seen) {
        return new String[] {seen, seen};
    }

    private static String[] thrice(String seen) {
        return new String[] {seen, seen, seen};
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @MethodSource("table")
    void eachDatabaseSeesExactlyThis(String kinds, String across, String done, List<String> expected) {
        Application app = running(kinds, across);
        List<RecordedDatabase.Notes> notes = notes(app);
        notes.forEach(RecordedDatabase.Notes::clear);

        Throwable thrown = catchThrowable(() -> transact(app, kinds, done, expected.size()));

        List<String> seen = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            seen.add(String.join(" ", notes.get(i).seen()));
        }
        assertThat(seen).isEqualTo(expected);
        boolean refused = expected.contains("rollback");
        assertThat(causes(thrown).stream().anyMatch(CrossBindWriteException.class::isInstance))
                .isEqualTo(refused);
        assertThat(thrown == null).isEqualTo(!refused);
    }

    /** Under JTA the manager only knows a heuristic outcome, of which ours is the cause. */
    @Test
    void aPartialCommitUnderJtaIsTheCauseOfAHeuristicExceptionWithItsMessage() {
        Application app = running("jta", "best-effort");
        List<RecordedDatabase.Notes> notes = notes(app);
        notes.forEach(RecordedDatabase.Notes::clear);

        Throwable thrown = catchThrowable(() -> app.get(Transactions.class).run(em -> {
            KEYS.forEach(key -> statement(app, key, "write"));
            notes.get(1).failNextCommit(new SQLException("a constraint of the commit", "23000"));
        }));

        assertThat(thrown)
                .isInstanceOf(HeuristicMixedException.class)
                .hasMessage(
                        "BINDKEY-125: The transaction was committed in part: bind 'default' committed, bind 'auth' rolled "
                                + "back, bind 'meta' rolled back. Compare the databases, and repeat or undo what is missing.");
        assertThat(thrown.getCause())
                .isInstanceOfSatisfying(PartialCommitException.class, CommitTableTest::assertDefaultAlone);
        assertThat(notes.stream().map(seen -> String.join(" ", seen.seen())))
                .containsExactly("insert commit", "insert commit", "insert rollback");
    }

    private static void assertDefaultAlone(PartialCommitException partial) {
        assertThat(partial.outcomes())
                .isEqualTo(Map.of(
                        DEFAULT, TransactionOutcome.COMMITTED,
                        AUTH, TransactionOutcome.ROLLED_BACK,
                        META, TransactionOutcome.ROLLED_BACK));
    }

    private static Application start(String kinds, String across) {
        Application.Builder builder = Application.configured()
                .withTransactional()
                .withBeans(Transactions.class)
                .with("binds-settings.transactions.across", across);
        String[] each = kinds.split(" ", -1);
        for (int i = 0; i < KEYS.size(); i++) {
            String key = KEYS.get(i);
            String kind = each[i % each.length];
            PhysicalDatabase database = Application.freshH2(key);
            Class<?> driver = kind.equals("xa") ? RecordedDatabase.TwoPhase.class : RecordedDatabase.OnePhase.class;
            builder.withDatabase(key, database)
                    .with("binds." + key + ".transaction", kind)
                    .with("binds." + key + ".driver", driver.getName());
        }
        Application app = builder.start();
        KEYS.forEach(key -> app.database(key).execute("create table note (text varchar(20))"));
        return app;
    }

    private static List<RecordedDatabase.Notes> notes(Application app) {
        return KEYS.stream()
                .map(key -> RecordedDatabase.of(app.database(key).url()))
                .toList();
    }

    private static void transact(Application app, String kinds, String done, int binds) {
        Consumer<EntityManager> work = em -> {
            for (int i = 0; i < binds; i++) {
                boolean reads = done.equals("read") || (done.endsWith("last reads") && i == binds - 1);
                statement(app, KEYS.get(i), reads ? "read" : "write");
            }
        };
        if (kinds.equals("resource-local")) {
            app.inTransaction(work);
        } else {
            app.get(Transactions.class).run(work);
        }
    }

    private static void statement(Application app, String key, String done) {
        if (done.equals("read")) {
            app.entityManager(key).createNativeQuery("select text from note").getResultList();
        } else {
            app.entityManager(key)
                    .createNativeQuery("insert into note values ('x')")
                    .executeUpdate();
        }
    }

    /** {@return the exception with all that it carries} */
    static List<Throwable> causes(@Nullable Throwable thrown) {
        List<Throwable> all = new ArrayList<>();
        Deque<Throwable> open = new ArrayDeque<>();
        if (thrown != null) {
            open.add(thrown);
        }
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            all.add(next);
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            open.addAll(List.of(next.getSuppressed()));
        }
        return all;
    }
}
