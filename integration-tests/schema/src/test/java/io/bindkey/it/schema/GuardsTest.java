// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.GUEST;
import static io.bindkey.it.schema.SchemaApplication.ONE;
import static io.bindkey.it.schema.SchemaApplication.OTHER;
import static io.bindkey.it.schema.SchemaApplication.SHAPES;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaOpsException;
import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.twins.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is refused, and what goes on all the same. */
@Tag("later")
class GuardsTest {

    /** Nothing listens there. */
    private static final PhysicalDatabase DOWN = PhysicalDatabase.of("jdbc:postgresql://127.0.0.1:1/nowhere");

    @Test
    void whatRemovesNeedsLeave() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                .with("binds.guest.schema.allow-drop", "false")
                .start()) {
            SchemaOps schema = app.schema();
            schema.create();
            assertThatThrownBy(schema::drop)
                    .hasMessage(
                            "BINDKEY-161: SchemaOps.drop() would drop tables in bind 'guest', which is not allowed. "
                                    + "Nothing was removed. Set binds.guest.schema.allow-drop = true to allow it.");
            assertThatThrownBy(schema::recreate).hasMessageStartingWith("BINDKEY-161");
            assertThatThrownBy(schema::truncate)
                    .hasMessage("BINDKEY-161: SchemaOps.truncate() would remove rows in bind 'guest', which is not "
                            + "allowed. Nothing was removed. Set binds.guest.schema.allow-drop = true to allow it.");
        }
    }

    @Test
    void aBindThatIsOpenedLateTakesNoTableFromAnother() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        try (SchemaApplication app = SchemaApplication.on(ONE, database)
                .and(OTHER, database)
                .with("binds.one.schema.strategy", "create")
                .with("binds.other.start", "lazy")
                .with("binds.other.schema.strategy", "drop-and-create")
                .start()) {
            database.execute("insert into twin values (1)");
            assertThatThrownBy(() -> app.inTransaction(em -> em.find(Other.class, 1L)))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageContainingAll("BINDKEY-049", "BINDKEY-167");
        }
        assertThat(database.count("twin")).isEqualTo(1);
    }

    @Test
    void aReadOnlyBindIsComparedAndWrittenDownOnly() {
        try (SchemaApplication app = SchemaApplication.on(GUEST, SchemaApplication.freshH2())
                .with("binds.guest.read-only", "true")
                .start()) {
            for (Runnable change : List.<Runnable>of(
                    () -> app.schema().create(), () -> app.schema().drop(), () -> app.schema()
                            .truncate())) {
                assertThatThrownBy(change::run)
                        .isInstanceOf(SchemaOpsException.class)
                        .hasMessageContainingAll("BINDKEY-163", "binds.guest.read-only = false");
            }
            assertThat(app.schema().validate().differences()).isNotEmpty();
            assertThat(only(app.schema().script(Action.CREATE)).statements()).isNotEmpty();
        }
    }

    @Test
    void insideATransactionOnlyScriptsAreWritten() {
        try (SchemaApplication app =
                SchemaApplication.on(GUEST, SchemaApplication.freshH2()).start()) {
            app.inTransaction(em -> {
                assertThatThrownBy(() -> app.schema().create()).hasMessageStartingWith("BINDKEY-162");
                assertThatThrownBy(() -> app.schema().validate()).hasMessageStartingWith("BINDKEY-162");
                assertThat(app.schema().script(Action.CREATE)).hasSize(1);
            });
        }
    }

    @Test
    void aBindThatIsSwitchedOffIsLeftOutOrRefused() {
        try (SchemaApplication app =
                SchemaApplication.on(GUEST, SchemaApplication.freshH2()).start()) {
            assertThat(app.schema().create().outcomes()).hasSize(1);
            assertThatThrownBy(() -> app.schema().create(GUEST, SHAPES)).isInstanceOf(BindUnavailableException.class);
        }
    }

    @Test
    void aBindThatIsDownFailsAloneAndItsScriptIsWritten() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                .and(SHAPES, DOWN)
                .with("binds.shapes.start", "lazy")
                .start()) {
            assertThatThrownBy(() -> app.schema().create()).isInstanceOfSatisfying(SchemaOpsException.class, e -> {
                assertThat(e).hasMessageContainingAll("BINDKEY-160", "bind 'shapes'", "BINDKEY-043");
                assertThat(e.report().outcome(GUEST).orElseThrow().succeeded()).isTrue();
            });
            assertThat(database.tables()).contains("guest");

            SchemaReport report = app.schema().validate();
            assertThat(report.succeeded()).isFalse();
            assertThat(report.outcome(GUEST).orElseThrow().succeeded()).isTrue();

            for (Action action : List.of(Action.CREATE, Action.DROP, Action.RECREATE, Action.TRUNCATE)) {
                String script = only(app.schema().script(action, SHAPES)).toString();
                assertThat(script).startsWith("-- bind shapes").contains("novel_keywords");
            }
            assertThat(only(app.schema().script(Action.CREATE, SHAPES)).toString())
                    .containsIgnoringCase("create sequence novel_seq")
                    .contains("generated by default as identity", "\"Mixed Case\"");
            assertThat(only(app.schema().script(Action.TRUNCATE, SHAPES)).statements())
                    .singleElement()
                    .asString()
                    .startsWith("truncate table ")
                    .endsWith(" restart identity");
        }
    }

    @Test
    void whatTwoBindsHaveOnOneDatabaseIsRemovedFromBothOrNone() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        SchemaApplication.Builder builder = SchemaApplication.on(GUEST, database)
                .and(ONE, database)
                .and(OTHER, database)
                .mayDrop();
        try (SchemaApplication app = builder.start()) {
            app.schema().create();
            assertThat(app.schema().validate().differences()).isEmpty();
            for (Runnable removal : List.<Runnable>of(
                    () -> app.schema().drop(ONE), () -> app.schema().truncate(OTHER))) {
                assertThatThrownBy(removal::run).hasMessageContainingAll("BINDKEY-167", "TWIN");
            }
            app.schema().drop(GUEST);
            assertThat(database.tables()).containsExactly("twin");

            app.schema().drop(ONE, OTHER);
            assertThat(database.tables()).isEmpty();
        }
    }

    @Test
    void theLoadScriptRunsOnceForABindThatWasCreated() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        for (int i = 0; i < 2; i++) {
            SchemaApplication.on(GUEST, database)
                    .with("binds.guest.schema.strategy", "create")
                    .with("binds.guest.schema.load-script", "data/guests.sql")
                    .start()
                    .close();
            assertThat(database.count("guest")).isEqualTo(2);
        }
        assertThat(SchemaApplication.on(GUEST, database)
                        .with("binds.guest.schema.load-script", "data/nobody.sql")
                        .refused()
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BINDKEY-060: binds.guest.schema.load-script = data/nobody.sql is neither");
    }

    /** It sleeps in the database, so that it takes longer than a second for sure. */
    @Test
    @Tag("slow")
    void theLogTellsEachSecondOfABindThatTakesLonger() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        database.execute("create alias sleep for 'java.lang.Thread.sleep(long)'");
        List<String> lines = logged("io.bindkey.schema", () -> {
            try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                    .with("binds.guest.schema.load-script", "data/slow.sql")
                    .start()) {
                app.schema().create();
            }
        });
        assertThat(lines).isNotEmpty().allMatch(line -> line.matches("guest: create for \\d+ s.*"));
    }

    @Test
    void theLogOfStatementsHasThoseOfOperationsAndScripts() {
        List<String> lines = logged("io.bindkey.sql", () -> {
            try (SchemaApplication app = SchemaApplication.on(GUEST, SchemaApplication.freshH2())
                    .with("binds.guest.log.sql", "true")
                    .with("binds.guest.schema.load-script", "data/guests.sql")
                    .start()) {
                app.schema().create();
                app.schema().truncate();
                app.schema().drop();
            }
        });
        assertThat(lines)
                .anyMatch(line -> line.matches("(?s)\\[guest] [0-9.]+ ms: create table guest.*"))
                .anyMatch(line -> line.matches("(?s)\\[guest] [0-9.]+ ms: insert into guest.*"))
                .anyMatch(line -> line.matches("(?s)\\[guest] [0-9.]+ ms: truncate table guest.*"))
                .anyMatch(line -> line.matches("(?s)\\[guest] [0-9.]+ ms: drop table guest.*"));
    }

    /** It is undone with the tables, so that the next attempt begins anew. */
    @Test
    @Tag("slow")
    void theLoadScriptIsOneTransactionWithTheTablesOnPostgres() {
        PhysicalDatabase database = Servers.postgres();
        try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                .with("binds.guest.schema.load-script", "data/vacuum.sql")
                .start()) {
            assertThatThrownBy(() -> app.schema().create())
                    .hasMessage("BINDKEY-160: SchemaOps.create() failed in bind 'guest': BINDKEY-174: "
                            + "binds.guest.schema.load-script = data/vacuum.sql has a statement that this database does not "
                            + "execute inside a transaction: vacuum guest. The script and the tables are made in one, which "
                            + "was rolled back. Take the statement out of the script, and execute it afterwards or in a "
                            + "migration.");
        }
        assertThat(database.tables()).isEmpty();
    }

    /** {@return what a logger tells meanwhile} */
    private static List<String> logged(String name, Runnable work) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(new java.util.logging.SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(name);
        Level before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        return lines;
    }
}
