// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.CrossBindWriteException;
import io.bindkey.it.servers.effects.LogIt;
import io.bindkey.it.servers.effects.Statements;
import jakarta.inject.Inject;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's transactions over pools of our own to real databases: what is executed, and what is lost. */
@ExtendWith(ArquillianExtension.class)
class EffectsIT {

    private static final AtomicInteger TEXTS = new AtomicInteger();

    @Inject
    Statements statements;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "effects.war")
                .addPackage(LogIt.class.getPackage())
                .addAsLibraries(TestArchive.libraries())
                .addAsLibraries(Objects.requireNonNull(new File(System.getProperty("drivers.directory")).listFiles()))
                .addAsResource(
                        new StringAsset(String.join("\n", RealServers.binds())),
                        "META-INF/microprofile-config.properties");
    }

    @Test
    void whatASelectHasWrittenIsThereOnceOrNotAtAll() {
        List<String> wrong = new ArrayList<>();
        for (String database : List.of("h2", "postgres", "mariadb")) {
            prepare(database);
            for (String kind : List.of("jta", "xa", "resource-local")) {
                for (boolean commit : List.of(true, false)) {
                    String key = database + "-" + kind;
                    String text = newText();
                    Throwable thrown = catchThrowable(() -> run(kind, commit, logIt(key, text)));
                    if (rows(database, text) != (commit ? 1 : 0) || (thrown != null && commit)) {
                        wrong.add(key + ", commit " + commit + ": " + rows(database, text) + " rows, " + thrown);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void besideAWriterItCountsAsOneWhereTheDatabaseTells() {
        for (String kind : List.of("jta", "xa", "resource-local")) {
            String text = newText();
            Throwable thrown = catchThrowable(
                    () -> run(kind, true, logIt("postgres-" + kind, text), insert("mariadb-" + kind, text)));
            if (kind.equals("xa")) {
                assertThat(thrown).isNull();
            } else {
                assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                        .hasAtLeastOneElementOfType(CrossBindWriteException.class);
            }
            long expected = kind.equals("xa") ? 1 : 0;
            assertThat(List.of(rows("postgres", text), rows("mariadb", text)))
                    .as(kind)
                    .containsExactly(expected, expected);
        }
    }

    /** After a restart of the database, or of the network between. */
    @Test
    void thePoolGetsOverConnectionsThatAreLost() {
        for (String database : List.of("postgres", "mariadb")) {
            boolean postgres = database.equals("postgres");
            for (String kind : List.of("jta", "xa", "resource-local")) {
                String key = database + "-" + kind;
                for (int round = 0; round < 3; round++) {
                    run(kind, true, insert(key, newText()));
                    Object id = statements
                            .query(key, postgres ? "select pg_backend_pid()" : "select connection_id()")
                            .get(0);
                    String other = database + (kind.equals("jta") ? "-xa" : "-jta");
                    statements.inOne(true, new String[][] {
                        {other, postgres ? "select pg_terminate_backend(" + id + ", 10000)" : "kill connection " + id}
                    });
                    String text = newText();
                    Throwable first = catchThrowable(() -> run(kind, true, insert(key, text)));
                    String again = newText();
                    run(kind, true, insert(key, again));
                    assertThat(rows(database, text)).as(key).isEqualTo(first == null ? 1 : 0);
                    assertThat(rows(database, again)).as(key).isEqualTo(1);
                }
            }
        }
    }

    private void prepare(String database) {
        if (database.equals("h2")) {
            for (String sql : List.of(
                    "create table if not exists logged (text varchar(50))",
                    "create alias if not exists log_it for '" + LogIt.class.getName() + ".logIt'")) {
                statements.inLocal(true, new String[][] {{"h2-resource-local", sql}});
            }
        }
    }

    private static String newText() {
        return "text " + TEXTS.incrementAndGet();
    }

    private static String[] logIt(String key, String text) {
        return new String[] {key, "select log_it('" + text + "')"};
    }

    private static String[] insert(String key, String text) {
        return new String[] {key, "insert into logged values ('" + text + "')"};
    }

    private void run(String kind, boolean commit, String[]... work) {
        if (kind.equals("resource-local")) {
            statements.inLocal(commit, work);
        } else {
            statements.inOne(commit, work);
        }
    }

    /** As a transaction of its own sees them. */
    private long rows(String database, String text) {
        List<?> count = statements.query(database + "-xa", "select count(*) from logged where text = '" + text + "'");
        return ((Number) count.get(0)).longValue();
    }
}
