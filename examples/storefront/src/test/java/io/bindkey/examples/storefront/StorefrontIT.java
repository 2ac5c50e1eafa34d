// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.examples.storefront.Client.Answer;
import io.bindkey.examples.storefront.launch.RunningStorefront;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The storefront on a server, over HTTP; what became of it is read from each database beside the application. */
@ExtendWith(OneStorefront.class)
@TestInstance(Lifecycle.PER_CLASS)
class StorefrontIT {

    private final RunningStorefront storefront;
    private final Client ann;

    StorefrontIT(RunningStorefront storefront) {
        this.storefront = storefront;
        this.ann = new Client(storefront);
    }

    @BeforeAll
    void signIn() throws Exception {
        assertThat(ann.signIn("ann").status()).isEqualTo(200);
    }

    /** {@return the rows of a query by plain JDBC, their columns with blanks between} */
    private List<String> rows(String key, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = storefront.connect(key);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    columns.add(row.getString(column));
                }
                rows.add(String.join(" ", columns));
            }
        }
        return rows;
    }

    private List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        rows.addAll(rows("default", "select id, customer, total from PlacedOrder order by id"));
        for (String account : List.of("auth.GiftCard", "rewards.PointsAccount", "miles.MilesAccount")) {
            String[] words = account.split("\\.", -1);
            rows.addAll(rows(words[0], "select owner, balance from " + words[1] + " order by owner"));
        }
        return rows;
    }

    @Test
    void theCatalogIsForEverybody() throws Exception {
        Answer answer = new Client(storefront).get("api/products");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.array()).hasSize(4);
        assertThat(answer.array().getJsonObject(0).getString("name")).isEqualTo("Oolong");
    }

    @Test
    void thePageIsThere() throws Exception {
        assertThat(ann.get("").text()).contains("<h1>Storefront</h1>");
    }

    /** Of its own, a generated repository has a field for a persistence unit, and there is none. */
    @Test
    void theServerLooksForNoPersistenceUnit() throws Exception {
        ann.get("api/products");

        assertThat(Files.readString(Path.of(System.getProperty("storefront.folder"), "server.log")))
                .contains("storefront")
                .doesNotContain("sessionFactory");
    }

    @Test
    void onlyWhoSignsInMayOrder() throws Exception {
        Client nobody = new Client(storefront);

        assertThat(nobody.post("api/session", "{'name': 'ann', 'password': 'guessed'}")
                        .status())
                .isEqualTo(401);
        assertThat(nobody.order(1, "GIFT_CARD").status()).isEqualTo(401);
        assertThat(ann.get("api/session").object().getString("name")).isEqualTo("ann");
        assertThat(rows(
                        "auth",
                        "select count(*) from Customer where passwordHash like '%" + storefront.password() + "%'"))
                .containsExactly("0");
    }

    @Test
    void anOrderByGiftCardLandsInBothDatabases() throws Exception {
        int before = ann.get("api/session").object().getInt("card");

        Answer answer = ann.order(2, "GIFT_CARD");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        int number = answer.object().getInt("number");
        assertThat(rows(
                        "default",
                        "select customer, productName, quantity, total from PlacedOrder where id = " + number))
                .containsExactly("ann Cup 2 1900");
        assertThat(rows("auth", "select owner, amount from CardPayment where orderNumber = " + number))
                .containsExactly("ann 1900");
        assertThat(rows("auth", "select balance from GiftCard where owner = 'ann'"))
                .containsExactly(String.valueOf(before - 1900));
        assertThat(ann.database("auth").getJsonArray("newest").toString()).contains("order " + number);
    }

    @Test
    void anOrderByPointsLandsInBothDatabases() throws Exception {
        Answer answer = ann.order(1, "POINTS");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        int number = answer.object().getInt("number");
        assertThat(rows("default", "select customer, total from PlacedOrder where id = " + number))
                .containsExactly("ann 950");
        assertThat(rows("rewards", "select owner, amount from PointsPayment where orderNumber = " + number))
                .containsExactly("ann 950");
    }

    /** Neither of the two can promise to commit, so no one could commit both. */
    @Test
    void anOrderByPointsAndMilesIsRefusedAndNothingIsWrittenButTheAudit() throws Exception {
        List<String> before = everything();
        int audited = rows("audit", "select id from AuditEntry").size();

        Answer answer = ann.order(2, "POINTS_AND_MILES");

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.object().getString("message"))
                .startsWith(
                        "BINDKEY-124: This transaction has already written to bind 'rewards', and now it would write to "
                                + "bind 'miles'");
        assertThat(everything()).isEqualTo(before);
        assertThat(rows("miles", "select id from MilesPayment")).isEmpty();
        assertThat(rows("audit", "select who, what from AuditEntry order by id"))
                .hasSize(audited + 1)
                .last()
                .isEqualTo("ann wants 2 × Cup by points and miles");
    }

    @Test
    void theAuditStaysWhenThereIsNotEnough() throws Exception {
        List<String> before = everything();

        Answer answer = ann.order(99, "GIFT_CARD");

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.object().getString("message")).isEqualTo("There is not enough on the gift card.");
        assertThat(everything()).isEqualTo(before);
        assertThat(rows("audit", "select what from AuditEntry order by id"))
                .last()
                .isEqualTo("wants 99 × Cup by gift card");
    }

    @Test
    void whatCannotBeSoIsABadRequest() throws Exception {
        Answer answer = ann.order(0, "GIFT_CARD");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.object().getString("message")).startsWith("quantity ");
        assertThat(ann.post("api/session", "{'name': ''}").status()).isEqualTo(400);
    }

    @Test
    void reportsAreForManagers() throws Exception {
        ann.order(1, "GIFT_CARD");
        Client mia = new Client(storefront);
        mia.signIn("mia");

        assertThat(ann.get("api/reports/revenue").status()).isEqualTo(403);
        Answer report = mia.get("api/reports/revenue");
        assertThat(report.status()).as(report.text()).isEqualTo(200);
        assertThat(report.object().getJsonArray("products").toString()).contains("Cup");
    }

    @Test
    void theOthersServeWhileOneDatabaseIsDown() throws Exception {
        ann.turn("auth", false);
        try {
            ann.await("auth", "down");
            assertThat(new Client(storefront).get("api/products").status()).isEqualTo(200);
            assertThat(ann.database("auth").getString("problem")).isEqualTo("BINDKEY-043");
            assertThat(ann.order(1, "GIFT_CARD").status()).isEqualTo(503);
            assertThat(ann.order(1, "POINTS").status()).isEqualTo(201);
        } finally {
            ann.turn("auth", true);
        }
        ann.await("auth", "serves");
        assertThat(ann.order(1, "GIFT_CARD").status()).isEqualTo(201);
    }
}
