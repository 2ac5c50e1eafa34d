// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.bindkey.config.PoolSettings;
import io.bindkey.telemetry.BindTelemetry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that stays out of the mode that commits by itself behaves as any other, to its user and to everybody else. */
class BegunConnectionTest {

    /** A database with one table, a pool of one connection for it, and somebody who looks at it from outside. */
    private static final class Side implements AutoCloseable {

        final Connection outside;
        final AgroalDataSource agroal;
        final PoolWatch pool;
        final Connection physical;

        Side(String name) throws SQLException {
            String url = "jdbc:h2:mem:" + name + ";LOCK_TIMEOUT=0";
            outside = DriverManager.getConnection(url);
            execute(outside, "create table t (n int)");
            agroal = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(configuration ->
                            configuration.maxSize(1).connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
            PoolSettings settings = new PoolSettings(
                    0,
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(1),
                    Optional.empty(),
                    false,
                    Duration.ZERO,
                    Optional.empty());
            pool = new PoolWatch(
                    agroal, Duration.ofSeconds(1), BindTelemetry.NONE, new PoolCounts(settings, BindTelemetry.NONE));
            try (Connection connection = agroal.getConnection()) {
                physical = connection.unwrap(Connection.class);
            }
        }

        List<Integer> seen() throws SQLException {
            try (Statement statement = outside.createStatement();
                    ResultSet rows = statement.executeQuery("select n from t order by n")) {
                List<Integer> seen = new ArrayList<>();
                while (rows.next()) {
                    seen.add(rows.getInt(1));
                }
                return seen;
            }
        }

        @Override
        public void close() throws SQLException {
            agroal.close();
            outside.close();
        }
    }

    /** One who uses connections, of one of the two sides. */
    private static final class User {

        private final Side side;
        private final boolean begins;
        private Connection connection;
        private @Nullable PreparedStatement kept;

        User(Side side, boolean begins) throws SQLException {
            this.side = side;
            this.begins = begins;
            take(true);
        }

        private void take(boolean toBegin) throws SQLException {
            connection = begins && toBegin ? side.pool.getConnectionToBegin() : side.pool.getConnection();
        }

        /** {@return what is to be seen after one of all that one can do} */
        String does(int what, int number) throws SQLException {
            switch (what) {
                case 0 -> connection.setAutoCommit(true);
                case 1 -> connection.setAutoCommit(false);
                case 2 -> execute(connection, "insert into t values (" + number + ")");
                case 3 -> {
                    if (kept == null || kept.isClosed()) {
                        kept = connection.prepareStatement("insert into t values (?)");
                    }
                    kept.setInt(1, number);
                    kept.executeUpdate();
                }
                case 4 -> {
                    if (kept != null) {
                        kept.close();
                    }
                }
                case 5 -> end(true);
                case 6 -> end(false);
                case 7 -> execute(connection.unwrap(Connection.class), "insert into t values (" + number + ")");
                case 8 -> execute(connection, "update t set n = n + 1000 where n < 0");
                case 9, 10 -> {
                    connection.close();
                    take(what == 9);
                }
                default -> throw new IllegalArgumentException();
            }
            return connection.getAutoCommit() + " " + side.seen();
        }

        private void end(boolean commits) throws SQLException {
            if (connection.getAutoCommit()) {
                return;
            }
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nobodySeesADifference(long seed) throws SQLException {
        Random random = new Random(seed);
        try (Side ours = new Side("begun");
                Side theirs = new Side("pooled")) {
            User one = new User(ours, true);
            User other = new User(theirs, false);
            List<Integer> done = new ArrayList<>();
            for (int number = 0; number < 1_000; number++) {
                int what = random.nextInt(11);
                done.add(what);
                assertThat(one.does(what, number))
                        .as("seed %d, after %s", seed, done)
                        .isEqualTo(other.does(what, number));
            }
        }
    }

    @Test
    void theModeStaysFromOneTransactionToTheNext() throws SQLException {
        try (Side side = new Side("stays")) {
            for (int number = 1; number <= 3; number++) {
                try (Connection connection = side.pool.getConnectionToBegin()) {
                    assertThat(connection.getAutoCommit()).isTrue();
                    connection.setAutoCommit(false);
                    execute(connection, "insert into t values (" + number + ")");
                    connection.commit();
                    connection.setAutoCommit(true);
                    assertThat(connection.getAutoCommit()).isTrue();
                }
                assertThat(side.physical.getAutoCommit()).isFalse();
            }
            assertThat(side.seen()).containsExactly(1, 2, 3);

            try (Connection connection = side.pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                execute(connection, "insert into t values (4)");
                assertThat(side.seen()).containsExactly(1, 2, 3, 4);
            }
        }
    }

    @Test
    void whatIsClosedIsNotTouchedAnyMore() throws SQLException {
        try (Side side = new Side("closed")) {
            Connection closed = side.pool.getConnectionToBegin();
            closed.close();
            closed.close();
            try (Connection connection = side.pool.getConnection()) {
                assertThatThrownBy(() -> closed.setAutoCommit(false)).isInstanceOf(SQLException.class);
                assertThatThrownBy(closed::getAutoCommit).isInstanceOf(SQLException.class);
                assertThatThrownBy(closed::createStatement).isInstanceOf(SQLException.class);
                assertThatThrownBy(closed::commit).isInstanceOf(SQLException.class);
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(side.physical.getAutoCommit()).isTrue();
            }
        }
    }
}
