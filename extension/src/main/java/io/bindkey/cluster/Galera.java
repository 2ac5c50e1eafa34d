// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings.Url;
import io.bindkey.config.ReadingSettings.Consistency;
import io.bindkey.database.SessionDataSource;
import io.bindkey.message.ClusterProblems;
import io.bindkey.message.UnitProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the connections of a bind need whose database is a Galera cluster. A node waits with a statement until it has all
 * that was committed before on any node where {@code wsrep_sync_wait} says so: of itself for no statement.
 */
public final class Galera {

    private static final String WAIT = "wsrep_sync_wait";

    /** Before select and begin. */
    private static final int READS = 1;

    /** Before update, delete, insert, replace and show as well: a table that another node has made is unknown before. */
    static final int EVERYTHING = 15;

    /** MariaDB and MySQL: there is no such variable. */
    private static final int UNKNOWN_VARIABLE = 1193;

    private Galera() {}

    /** {@return how the pool of a bind connects} */
    public static Url connecting(BindSettings bind, Url url) {
        boolean waits = bind.cluster().isPresent() && bind.reading().consistency() != Consistency.ANY;
        return waits ? withWait(url, new ClusterUrl(url.url()), READS) : url;
    }

    static Url withWait(Url bind, ClusterUrl url, int before) {
        return new Url(url.withSession(WAIT + "=" + before).text(), bind.credentials(), bind.driver());
    }

    /** {@return a data source for schema operations: each of their statements sees all that was done before on any node} */
    public static DataSource awaiting(BindSettings bind, DataSource dataSource) {
        return bind.cluster().isPresent() ? new SessionDataSource(dataSource, WAIT, EVERYTHING) : dataSource;
    }

    /** Fails with a {@link UnitProblem} where a bind shall have a cluster, and its server is no node of one. */
    public static void check(BindSettings bind, Connection connection) throws SQLException {
        if (bind.cluster().isEmpty()) {
            return;
        }
        String says = "there is no variable wsrep_on";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show variables like 'wsrep_on'")) {
            if (row.next()) {
                says = "wsrep_on is " + row.getString(2);
            }
        }
        if (!says.endsWith(" ON")) {
            throw noNode(bind, says);
        }
    }

    /** {@return the problem, if a connection has failed because the server knows nothing of a cluster} */
    public static Optional<UnitProblem> noNode(BindSettings bind, Throwable failure) {
        for (Throwable t = bind.cluster().isPresent() ? failure : null; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && sql.getErrorCode() == UNKNOWN_VARIABLE
                    && String.valueOf(sql.getMessage()).contains(WAIT)) {
                return Optional.of(noNode(bind, "there is no variable " + WAIT));
            }
        }
        return Optional.empty();
    }

    private static UnitProblem noNode(BindSettings bind, String says) {
        return new UnitProblem(ClusterProblems.noNode(
                bind.key(), bind.cluster().orElseThrow().word(), bind.database().describe(), says));
    }
}
