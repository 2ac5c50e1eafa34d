// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.testkit.market.Market;
import io.bindkey.testing.BindTest;
import io.bindkey.testing.OnDatabase;
import io.bindkey.testing.OnDatabase.Product;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where the databases of a class come from: run again, it has others, with the same tables and nothing in them. */
@BindTest(beans = Rows.class, config = "binds-defaults.pool.max-size=7")
@OnDatabase(Product.POSTGRESQL)
@OnDatabase(value = Product.MARIADB, bind = "auth")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnServersTest {

    /** What the class had when it ran before in this process. */
    private static final Map<String, String> BEFORE = new ConcurrentHashMap<>();

    @Inject
    @Bound("default")
    DataSource postgres;

    @Inject
    @Bound("auth")
    DataSource mariaDb;

    @Inject
    Market market;

    @Inject
    Rows rows;

    private final Map<String, String> now = new HashMap<>();

    @BeforeAll
    void prepare() throws SQLException {
        now.put("postgres", one(postgres, "select current_database()"));
        now.put("mariadb", one(mariaDb, "select database()"));
        now.put("table", one(postgres, "select oid::text from pg_class where relname = 'customer'"));
        market.open("for all of the class");
    }

    private static String one(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void hasDatabasesOfItsOwn() {
        assertThat(now.get("postgres")).isNotEqualTo(BEFORE.get("postgres"));
        assertThat(now.get("mariadb")).isNotEqualTo(BEFORE.get("mariadb"));
        assertThat(rows.of("default", "Customer")).isOne();
        market.signUp("ann");
        assertThat(market.customers()).isEqualTo(2);
    }

    @Test
    void isRolledBackToWhatTheClassHas() {
        market.signUp("ann");
        assertThat(market.customers()).isEqualTo(2);
    }

    /** A copy of a database has its tables under the same numbers as another one. */
    @Test
    void hasACopyOfTheTablesThatTheFirstOneLeft() {
        if (BEFORE.containsKey("table")) {
            assertThat(now.get("table")).isEqualTo(BEFORE.get("table"));
        }
    }

    @AfterAll
    void remember() {
        if (BEFORE.isEmpty()) {
            now.remove("table");
        }
        BEFORE.putAll(now);
    }
}
