// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class QuickstartTest {

    @Test
    void tellsTheStory() {
        ToldStory.by(Quickstart::run).isCompleteOn("H2", "H2", "SQLite");
    }

    @Test
    void tellsWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        String shown = readme.split("```text\n", 2)[1].split("```", 2)[0];

        assertThat(ToldStory.by(Quickstart::run).text())
                .containsSubsequence(shown.lines()
                        .map(line -> line.strip().replaceAll("\\s+", " "))
                        .toList());
    }

    @Test
    void failsWhenADatabaseHoldsWhatItShouldNot() throws SQLException {
        inSqlite("create table stray (id integer)");
        try {
            ToldStory story = ToldStory.by(
                    out -> assertThatThrownBy(() -> Quickstart.run(out)).isInstanceOf(IllegalStateException.class));

            assertThat(story.text())
                    .contains("Not as expected: create(), tables of meta: expected [setting], found [setting, stray]");
        } finally {
            inSqlite("drop table stray");
        }
    }

    private static void inSqlite(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:target/meta.db");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
