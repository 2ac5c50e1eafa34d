// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL and a MariaDB beside the application server, which end with the tests' JVM. */
final class RealServers {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private RealServers() {}

    /** {@return the properties of one bind for each kind of transaction on each database} */
    static String[] binds() {
        PhysicalDatabase postgres = RunningPostgres.start(WORK).physical("effects");
        PhysicalDatabase mariaDb = RunningMariaDb.start(WORK).physical("effects");
        for (PhysicalDatabase database : List.of(postgres, mariaDb)) {
            database.execute("create table logged (text varchar(50))");
        }
        postgres.execute(
                "create function log_it(text) returns int language sql as 'insert into logged values ($1); select 1'");
        mariaDb.execute("create function log_it(t varchar(50)) returns int modifies sql data "
                + "begin insert into logged values (t); return 1; end");
        List<String> properties = new ArrayList<>();
        for (String kind : List.of("jta", "xa", "resource-local")) {
            add(properties, "postgres-" + kind, postgres, kind);
            add(properties, "mariadb-" + kind, mariaDb, kind);
            add(properties, "h2-" + kind, PhysicalDatabase.of("jdbc:h2:mem:effects"), kind);
        }
        return properties.toArray(String[]::new);
    }

    private static void add(List<String> properties, String key, PhysicalDatabase database, String kind) {
        String prefix = "binds." + key + ".";
        properties.add(prefix + "url=" + database.url());
        properties.add(prefix + "transaction=" + kind);
        if (!database.username().isEmpty()) {
            properties.add(prefix + "username=" + database.username());
            properties.add(prefix + "password=" + database.password());
        }
    }
}
