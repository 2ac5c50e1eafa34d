// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same for each step, inside of the server; the rows are looked at by plain JDBC. */
@ExtendWith(ArquillianExtension.class)
abstract class ShopTest {

    @Inject
    Shop shop;

    @Resource(lookup = "java:app/jdbc/stock")
    DataSource stock;

    @Resource(lookup = "java:app/jdbc/orders")
    DataSource orders;

    @Test
    void sellsInBothDatabases() throws SQLException {
        shop.deliver("chair", 3);
        shop.deliver("chair", 2);
        shop.sell("chair", 4);

        assertThat(rows(stock, "select remaining from item where name = 'chair'"))
                .containsExactly(1);
        assertThat(rows(orders, "select amount from purchase where item = 'chair'"))
                .containsExactly(4);
        assertThat(shop.inStock("chair")).isEqualTo(1);
        assertThat(shop.sold("chair")).isEqualTo(4);
    }

    @Test
    void sellsNothingInEitherDatabaseWhenThereIsNotEnough() throws SQLException {
        shop.deliver("table", 1);

        assertThatThrownBy(() -> shop.sell("table", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are only 1 of table");
        assertThat(rows(stock, "select remaining from item where name = 'table'"))
                .containsExactly(1);
        assertThat(rows(orders, "select amount from purchase where item = 'table'"))
                .isEmpty();
        assertThat(shop.sold("table")).isZero();
    }

    private static List<Integer> rows(DataSource database, String sql) throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getInt(1));
            }
        }
        return found;
    }
}
