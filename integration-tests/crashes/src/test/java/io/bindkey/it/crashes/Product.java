// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.it.databases.PhysicalDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;

/** A database, and what it calls what the tests need. */
enum Product {
    POSTGRES(
            "select pg_backend_pid()",
            "select 1 from pg_sleep(60)",
            "set session characteristics as transaction read only"),
    MARIADB("select connection_id()", "select sleep(60)", "set session transaction read only");

    private final String ownSession;
    private final String sleep;
    private final String becomeReadOnly;

    Product(String ownSession, String sleep, String becomeReadOnly) {
        this.ownSession = ownSession;
        this.sleep = sleep;
        this.becomeReadOnly = becomeReadOnly;
    }

    String bind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return a query for the id of the session that asks} */
    String ownSession() {
        return ownSession;
    }

    /** {@return a query that does not end by itself} */
    String sleep() {
        return sleep;
    }

    /** {@return a statement after which the transactions of the session cannot write} */
    String becomeReadOnly() {
        return becomeReadOnly;
    }

    /** {@return a query that tells the port of the server that answers, and how many rows it has of that id} */
    String whoAnswersWith(long id) {
        return this == POSTGRES
                ? "select current_setting('port'), count(*) from debit where transfer = " + id
                : "select @@port, count(*) from credit where transfer = " + id;
    }

    static long sessionOf(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? connection.unwrap(PGConnection.class).getBackendPID()
                : connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
    }

    /** Ends a session, and returns when it has gone. */
    void kill(PhysicalDatabase database, long session) throws InterruptedException {
        if (this == POSTGRES) {
            database.rows("select pg_terminate_backend(" + session + ", 30000)");
        } else if (isThere(database, session)) {
            database.execute("kill connection " + session);
        }
        if (!Databases.becomesTrue(() -> !isThere(database, session))) {
            throw new IllegalStateException("Session " + session + " of " + this + " does not end");
        }
    }

    boolean isThere(PhysicalDatabase database, long session) {
        return !states(database, session).isEmpty();
    }

    boolean isAsleep(PhysicalDatabase database, long session) {
        String asleep = this == POSTGRES ? "PgSleep" : "User sleep";
        return states(database, session).contains(List.<Object>of(asleep));
    }

    private List<List<Object>> states(PhysicalDatabase database, long session) {
        return database.rows(
                this == POSTGRES
                        ? "select coalesce(wait_event, '') from pg_stat_activity where pid = " + session
                        : "select coalesce(state, '') from information_schema.processlist where id = " + session);
    }

    @Override
    public String toString() {
        return bind();
    }
}
