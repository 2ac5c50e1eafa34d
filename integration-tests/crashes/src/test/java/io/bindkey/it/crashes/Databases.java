// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** The two databases, looked at from outside. */
final class Databases implements AutoCloseable {

    /** Shared by all modules, for the unpacked binaries are large. */
    static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private final RunningPostgres postgresServer = RunningPostgres.start(WORK);
    private final RunningMariaDb mariaDbServer = RunningMariaDb.start(WORK);
    private final PhysicalDatabase postgres = postgresServer.physical("transfers");
    private final PhysicalDatabase mariaDb = mariaDbServer.physical("transfers");

    Databases() {
        postgres.execute("create table debit (transfer bigint primary key)");
        mariaDb.execute("create table credit (transfer bigint primary key)");
    }

    PhysicalDatabase postgres() {
        return postgres;
    }

    PhysicalDatabase mariaDb() {
        return mariaDb;
    }

    PhysicalDatabase of(Product product) {
        return product == Product.POSTGRES ? postgres : mariaDb;
    }

    void restart(Product product) {
        (product == Product.POSTGRES ? postgresServer : mariaDbServer).restart();
    }

    /** {@return the ids of all rows there} */
    Set<Long> rows(Product product) {
        return product == Product.POSTGRES ? debits() : credits();
    }

    /** {@return what an application must know to reach them} */
    Map<String, String> properties() {
        return Map.of(
                "binds.postgres.url", postgres.url(),
                "binds.postgres.username", postgres.username(),
                "binds.postgres.password", postgres.password(),
                "binds.mariadb.url", mariaDb.url(),
                "binds.mariadb.username", mariaDb.username(),
                "binds.mariadb.password", mariaDb.password());
    }

    Set<Long> debits() {
        return ids(postgres.rows("select transfer from debit"));
    }

    Set<Long> credits() {
        return ids(mariaDb.rows("select transfer from credit"));
    }

    private static Set<Long> ids(List<List<Object>> rows) {
        Set<Long> ids = new TreeSet<>();
        rows.forEach(row -> ids.add(((Number) row.get(0)).longValue()));
        return ids;
    }

    /** {@return what the databases hold in doubt} */
    int inDoubt() {
        return postgres.rows("select gid from pg_prepared_xacts").size()
                + mariaDb.rows("xa recover").size();
    }

    /** Ends all other connections of one database, as its administrator does. */
    void kill(String bind) {
        if (bind.equals("postgres")) {
            postgres.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        } else {
            mariaDb.rows(
                            "select id from information_schema.processlist where db = database() and id <> connection_id()")
                    .forEach(row -> killInMariaDb(row.get(0)));
        }
    }

    private void killInMariaDb(Object connection) {
        try {
            mariaDb.execute("kill " + connection);
        } catch (IllegalStateException e) {
            // It has ended by itself meanwhile.
        }
    }

    boolean agree() {
        return inDoubt() == 0 && debits().equals(credits());
    }

    /** {@return whether it becomes true before anybody would lose patience} */
    static boolean becomesTrue(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(50);
        }
        return true;
    }

    @Override
    public void close() {
        mariaDbServer.close();
        postgresServer.close();
    }
}
