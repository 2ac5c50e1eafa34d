// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.Bound;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.auth.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password is changed while the application runs. */
@Tag("slow")
class RotatedPasswordTest {

    @TempDir
    Path folder;

    private final PhysicalDatabase database =
            new PhysicalDatabase(Application.freshH2("rotated").url() + ";DB_CLOSE_DELAY=-1", "owner", "first secret");

    private int connections;

    /** The owner could not change its own without losing its way to the database. */
    private void makeUser(String name, String password) {
        database.execute("create user " + name + " password '" + password + "' admin");
    }

    private Application.Builder application() {
        return Application.configured().withH2(DEFAULT).withH2(META).with("binds.auth.url", database.url());
    }

    /** Opens new connections: by using more at once than there can be. */
    private void reconnect(Application app) throws SQLException {
        DataSource pool = app.get(DataSource.class, Bound.Literal.of(AUTH));
        connections += 3;
        List<Connection> held = new ArrayList<>();
        try {
            while (held.size() < connections) {
                held.add(pool.getConnection());
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta", "xa"})
    void ofTheConfigurationIsAskedAgain(String transaction) throws SQLException {
        makeUser("app", "old");
        Application.Builder builder = application()
                .with("binds.auth.username", "app")
                .with("binds.\"auth\".password", "old")
                .with("binds.auth.transaction", transaction);
        try (Application app = builder.start()) {
            database.execute("alter user app set password 'new'");
            builder.with("binds.\"auth\".password", "new");

            reconnect(app);
        }
    }

    @Test
    void andTheNameAsWell() throws SQLException {
        makeUser("blue", "one");
        makeUser("green", "two");
        Application.Builder builder = application()
                .with("binds.auth.username", "blue")
                .with("binds.auth.password", "one")
                .resourceLocal();
        try (Application app = builder.start()) {
            database.execute("drop user blue");
            builder.with("binds.auth.username", "green").with("binds.auth.password", "two");

            reconnect(app);
        }
    }

    @Test
    void ofAFileIsReadAgain() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "old \n");
        makeUser("app", "old ");
        Application.Builder builder = application()
                .with("binds.auth.username", "app")
                .with("binds.auth.password-file", secret.toString())
                .withTables()
                .resourceLocal();
        try (Application app = builder.start()) {
            database.execute("alter user app set password 'new'");
            Files.writeString(secret, "new\r\n");
            reconnect(app);
            app.inTransaction(em -> em.persist(User.named("ada")));
            assertThat(database.count("users")).isEqualTo(1);

            Files.delete(secret);
            assertThatThrownBy(() -> reconnect(app))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-015: binds.auth.password-file = " + secret
                            + " holds no password: there is no such file.");

            Files.writeString(secret, "new");
            reconnect(app);
        }
    }

    @Test
    void aMissingFileIsAProblemOfTheDeployment() {
        Path secret = folder.resolve("password");

        assertThat(application()
                        .with("binds.auth.password-file", secret.toString())
                        .refused()
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("BINDKEY-015: binds.auth.password-file = " + secret
                        + " holds no password: there is no such file.");
    }

    @Test
    void aLazyBindReadsTheFileAtItsFirstUse() throws IOException {
        Path secret = folder.resolve("password");
        makeUser("app", "hush");
        Application.Builder builder = application()
                .with("binds.auth.username", "app")
                .with("binds.auth.password-file", secret.toString())
                .with("binds.auth.start", "lazy")
                .withTables()
                .resourceLocal();
        try (Application app = builder.start()) {
            assertThatThrownBy(() -> app.inTransaction(em -> em.persist(User.named("ada"))))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-015: binds.auth.password-file = " + secret
                            + " holds no password: there is no such file.");

            Files.writeString(secret, "hush");
            app.inTransaction(em -> em.persist(User.named("ada")));
            assertThat(database.count("users")).isEqualTo(1);
        }
    }

    @Test
    void neitherTheOldNorTheNewOneIsShown() {
        makeUser("app", "old secret");
        Application.Builder builder = application()
                .with("binds.auth.username", "app")
                .with("binds.auth.password", "old secret")
                .with("binds.auth.driver", Talkative.class.getName())
                .resourceLocal();
        try (Application app = builder.start()) {
            builder.with("binds.auth.password", "new secret");

            assertThat(LogWatch.during("io.bindkey", () -> assertThatThrownBy(() -> reconnect(app))
                            .isInstanceOf(SQLException.class)))
                    .contains("[auth] not old secret but new secret".replaceAll("(old|new) secret", "***"));
        }
    }

    /** Some drivers repeat what they were given, and others what they expect. */
    public static final class Talkative extends org.h2.Driver {

        @Override
        public Connection connect(String url, Properties login) throws SQLException {
            try {
                return super.connect(url, login);
            } catch (SQLException e) {
                throw new SQLException("not old secret but " + login.getProperty("password"), e.getSQLState());
            }
        }
    }

    @Test
    void onPostgres() throws SQLException {
        PhysicalDatabase postgres = Servers.postgres().physical("rotated");
        postgres.execute("create role rotating login superuser password 'old'");
        Application.Builder builder = Application.configured()
                .withH2(DEFAULT)
                .withH2(META)
                .with("binds.auth.url", postgres.url())
                .with("binds.auth.username", "rotating")
                .with("binds.auth.password", "old")
                .with("binds.auth.transaction", "xa");
        try (Application app = builder.start()) {
            postgres.execute("alter role rotating password 'new'");
            builder.with("binds.auth.password", "new");

            reconnect(app);
        }
    }
}
