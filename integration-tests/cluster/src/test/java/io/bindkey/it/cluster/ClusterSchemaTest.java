// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Schema operations and migrations of two instances on two nodes. */
class ClusterSchemaTest extends OnCluster {

    @Test
    void twoInstancesMakeEachTableOnceAndFillItOnce() throws Exception {
        Map<String, String> properties =
                Map.of("binds.auth.schema.load-script", "accounts.sql", "binds.auth.schema.allow-drop", "true");
        try (Application first = on(0, properties);
                Application second = on(1, properties)) {
            for (int round = 0; round < 5; round++) {
                List<SchemaReport> reports = together(
                        () -> first.schema().create(), () -> second.schema().create());

                List<String> statements = reports.stream()
                        .flatMap(report -> report.outcomes().stream())
                        .flatMap(outcome -> outcome.statements().stream())
                        .toList();
                assertThat(statements.stream().filter(sql -> sql.startsWith("create ")))
                        .hasSize(3)
                        .doesNotHaveDuplicates();
                assertThat(statements.stream().filter(sql -> sql.startsWith("insert into account")))
                        .hasSize(2)
                        .doesNotHaveDuplicates();
                // On a connection that waits for nothing.
                for (int node = 0; node < 3; node++) {
                    cluster()
                            .node(node)
                            .execute("insert into account (id, balance, version) values (" + (10 + node) + ", 0, 0)");
                }
                long accounts = first.call(em -> em.createQuery("select count(a) from Account a", Long.class)
                        .getSingleResult());
                assertThat(accounts).isEqualTo(5);
                assertThat(second.schema().validate().succeeded()).isTrue();
                assertThat(cluster().node(0).value("select count(*) from bindkey_lock"))
                        .isEqualTo("0");
                second.schema().drop();
            }
        }
    }

    @Test
    void twoInstancesMigrateOnce() throws Exception {
        Map<String, String> properties = Map.of("binds.auth.migration.tool", "flyway", "binds.auth.start", "lazy");
        try (Application first = on(0, properties);
                Application second = on(1, properties)) {
            together(() -> noted(first), () -> noted(second));
        }
        assertThat(cluster().node(2).value("select count(*) from note")).isEqualTo("1");
        assertThat(cluster().node(2).value("select count(*) from flyway_history_auth where version = '1'"))
                .isEqualTo("1");
    }

    private static Object noted(Application application) throws Exception {
        return application.call(em -> em.find(Account.class, 1L) == null);
    }

    @Test
    void theLockOfADeadInstanceIsTakenOver() throws Exception {
        try (Application application = on(0, Map.of("binds.auth.schema.allow-drop", "true"))) {
            application.schema().create();
            application.schema().drop();
            cluster().node(1).execute("insert into bindkey_lock values ('schema', 'dead', 3)");
            application.schema().create();
            assertThat(cluster().node(0).value("select count(*) from bindkey_lock"))
                    .isEqualTo("0");
        }
    }
}
