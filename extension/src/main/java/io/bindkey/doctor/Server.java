// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.config.DatabaseSettings;
import io.bindkey.database.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Who answers behind a connection.
 *
 * @param questions that it understands
 * @param rows what it answers with
 */
record Server(Questions questions, Rows rows) {

    static Server behind(Connection connection) throws SQLException {
        Questions questions =
                switch (Product.of(String.valueOf(connection.getMetaData().getDatabaseProductName()))) {
                    case POSTGRESQL -> new PostgresQuestions();
                    case MARIADB -> new MariaDbQuestions();
                    case H2, SQLITE, OTHER -> new Questions() {};
                };
        return new Server(questions, new Rows(connection));
    }

    /** Lets an exam remember which server that is, for the pools of all binds on it. */
    void remember(DatabaseSettings database, Exam exam) throws SQLException {
        Optional<String> place = ServerPools.place(database);
        Optional<String> identity = questions.server(rows);
        Optional<Questions.Limit> limit = questions.connections(rows);
        if (place.isPresent() && identity.isPresent() && limit.isPresent()) {
            exam.add(new ServerPools.Seen(place.get(), identity.get(), limit.get()));
        }
    }
}
