// SPDX-License-Identifier: Apache-2.0
package io.bindkey.watch;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.PoolFigures;
import io.bindkey.config.BindSettings;
import io.bindkey.database.Pool;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.Secrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database of an open unit whether it is there, by a connection of its pool, on a thread of its own: whoever wants to know
 * does not wait for longer than a limit, whatever the driver does. There is one question at a time, for a database that does not
 * answer one will not answer a second. Safe for use by several threads.
 */
public final class DatabaseProbe {

    /** For how long those wait who look after a bind; who waits for its health waits no longer. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int SECONDS_TO_ANSWER = 1;

    private final BindSettings settings;
    private @Nullable Question last;

    /**
     * What is known of a database.
     *
     * @param isDown whether it does not answer
     * @param problem what is wrong, if something is; that of a database that is not down is its pool's
     */
    public record Answer(boolean isDown, Optional<Problem> problem) {

        static final Answer HERE = new Answer(false, Optional.empty());

        static Answer down(Problem problem) {
            return new Answer(true, Optional.of(problem));
        }
    }

    public DatabaseProbe(BindSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return what is known then}
     *
     * @param dataSource in which no transaction has a part on a thread of its own
     * @param ownsPool whether it is a pool of our own
     * @param limit for how long to wait for the answer; who comes to an unanswered question waits for what is left of it
     */
    public Answer ask(DataSource dataSource, boolean ownsPool, Duration limit) {
        Question question = question(dataSource, ownsPool);
        long left = limit.toNanos() - (System.nanoTime() - question.began);
        try {
            return question.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return isExhausted(dataSource, ownsPool) ? exhausted(dataSource) : Answer.down(noAnswer(limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.down(noAnswer(limit));
        } catch (ExecutionException | CancellationException e) {
            return Answer.down(unreachable(e));
        }
    }

    private synchronized Question question(DataSource dataSource, boolean ownsPool) {
        Question question = last;
        if (question == null || question.answer.isDone() || question.dataSource != dataSource) {
            question = new Question(dataSource, new FutureTask<>(() -> look(dataSource, ownsPool)), System.nanoTime());
            last = question;
            // Nothing of the caller is inherited: it may be a request of a server.
            Thread thread = new Thread(null, question.answer, "bindkey-probe-" + settings.key(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(DatabaseProbe.class.getClassLoader());
            thread.start();
        }
        return question;
    }

    /** Asked once, it is answered once. */
    private static final class Question {

        final DataSource dataSource;
        final FutureTask<Answer> answer;
        final long began;

        Question(DataSource dataSource, FutureTask<Answer> answer, long began) {
            this.dataSource = dataSource;
            this.answer = answer;
            this.began = began;
        }
    }

    private Answer look(DataSource dataSource, boolean ownsPool) {
        try {
            if (answers(dataSource)) {
                return Answer.HERE;
            }
            // What the pool has may be left over from before the server was lost.
            if (ownsPool) {
                Pool.closeIdle(dataSource);
            }
            return answers(dataSource)
                    ? Answer.HERE
                    : Answer.down(unreachable(new SQLException("no connection to it is valid")));
        } catch (SQLException | RuntimeException e) {
            return isExhausted(dataSource, ownsPool) ? exhausted(dataSource) : Answer.down(unreachable(e));
        }
    }

    private static boolean answers(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return isValid(connection);
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(SECONDS_TO_ANSWER);
        } catch (SQLException lost) {
            return false;
        }
    }

    private static boolean isExhausted(DataSource dataSource, boolean ownsPool) {
        return ownsPool && Pool.figures(dataSource).isExhausted();
    }

    private Answer exhausted(DataSource dataSource) {
        PoolFigures figures = Pool.figures(dataSource);
        return new Answer(
                false, Optional.of(OpeningProblems.exhausted(settings.key(), figures.used(), figures.waiting())));
    }

    private Problem noAnswer(Duration limit) {
        return OpeningProblems.noAnswer(settings.key(), settings.database().describe(), limit.toSeconds());
    }

    private Problem unreachable(Exception e) {
        return OpeningProblems.unreachable(
                settings.key(), settings.database().describe(), Secrets.reason(e, settings.passwords()));
    }

    /** Lets the thread of an unanswered question go. */
    public synchronized void end() {
        if (last != null) {
            last.answer.cancel(true);
        }
    }
}
