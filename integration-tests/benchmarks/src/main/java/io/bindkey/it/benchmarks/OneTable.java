// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.Application;

/**
 * Databases in memory that hold the table of one entity and nothing else. What H2 does as it prepares a transaction grows with
 * the tables of the database, whoever uses them.
 */
final class OneTable {

    private OneTable() {}

    /** {@return an application whose binds have {@link Note} and {@link Reply}, though its class path has more entities} */
    static Application.Builder ofEachBind() {
        return Application.onH2()
                .withDatabase(Application.DEFAULT, of("Note"))
                .withDatabase(Application.AUTH, of("Reply"));
    }

    private static PhysicalDatabase of(String table) {
        PhysicalDatabase database =
                PhysicalDatabase.of(Application.freshH2(table).url() + ";DB_CLOSE_DELAY=-1");
        database.execute("create table " + table + " (id bigint not null, text varchar(255), primary key (id))");
        return database;
    }
}
