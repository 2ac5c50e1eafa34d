// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.message.DoctorProblems;
import io.bindkey.message.DoctorWords;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Unit;
import io.bindkey.unit.UnitLook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks at one bind, from the first connection to its replicas. It changes nothing. */
final class BindLook implements Runnable {

    /** H2: there is no such database, and none shall be made. */
    private static final List<Integer> NOT_THERE = List.of(90146, 90149);

    /** More than what two machines that are set by NTP differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    /** A commit over several databases takes less. */
    private static final Duration COMMIT = Duration.ofMinutes(5);

    private final Unit unit;
    private final BindSettings bind;
    private final Schemas schemas;
    private final Duration patience;
    private final Exam exam;

    /** @param patience for how long to wait for a connection */
    BindLook(Unit unit, Schemas schemas, Duration patience) {
        this.unit = unit;
        this.bind = unit.settings();
        this.schemas = schemas;
        this.patience = patience;
        this.exam = new Exam(bind);
    }

    Exam exam() {
        return exam;
    }

    @Override
    public void run() {
        if (isNotThereYet()) {
            notThereYet();
            return;
        }
        long begin = System.nanoTime();
        try (UnitLook look = unit.looks().open(Optional.empty(), patience);
                Connection connection = look.connect()) {
            database(connection, since(begin));
            exam.step("migrations", () -> new SchemaLook(unit, schemas, exam).look(look.dataSource(), connection));
        } catch (UnitProblem e) {
            exam.add(Mark.FAIL, "reach", e.problem());
        } catch (SQLException | RuntimeException | LinkageError e) {
            notReached(e, since(begin));
        }
        bind.replicas().forEach(replica -> new ReplicaLook(unit, replica, patience, exam).look());
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private boolean isNotThereYet() {
        return file().filter(path -> !Files.exists(path)).isPresent();
    }

    private Optional<Path> file() {
        return bind.database() instanceof DatabaseSettings.Url url ? url.sqliteFile() : Optional.empty();
    }

    private void notThereYet() {
        exam.add(new Finding(Mark.WARN, "reach", "", DoctorWords.notThereYet()));
    }

    private void notReached(Throwable failure, Duration time) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && NOT_THERE.contains(sql.getErrorCode())) {
                notThereYet();
                return;
            }
        }
        String place = bind.database().describe();
        Problem problem = time.compareTo(patience) >= 0
                ? DoctorProblems.noAnswer(bind.key(), place, patience, exam.step())
                : OpeningProblems.unreachable(bind.key(), place, Secrets.reason(failure, bind.passwords()), true);
        exam.add(Mark.FAIL, "reach", problem);
    }

    private void database(Connection connection, Duration time) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String user = Optional.ofNullable(metaData.getUserName()).orElse("");
        exam.ok("reach", DoctorWords.reached(time, user));
        exam.step("versions", () -> exam.ok("versions", versions(metaData)));
        Server server = Server.behind(connection);
        Questions questions = server.questions();
        Rows rows = server.rows();
        exam.step("pools", () -> server.remember(bind.database(), exam));
        exam.step("writes", () -> writes(questions, rows));
        exam.step("rights", () -> create(questions, rows, user));
        exam.step("clock", () -> clock(questions, rows));
        exam.step("xa", () -> prepare(questions, rows));
    }

    private String versions(DatabaseMetaData metaData) throws SQLException {
        String version =
                Optional.ofNullable(metaData.getDatabaseProductVersion()).orElse("");
        Class<?> provider = unit.provider().standard().getClass();
        Package of = provider.getPackage();
        String providerVersion = of == null ? null : of.getImplementationVersion();
        return DoctorWords.versions(
                metaData.getDatabaseProductName() + " "
                        + version.lines().findFirst().orElse(""),
                metaData.getDriverVersion(),
                provider.getSimpleName() + (providerVersion == null ? "" : " " + providerVersion));
    }

    private void writes(Questions questions, Rows rows) throws SQLException {
        if (bind.readOnly()) {
            exam.ok("writes", DoctorWords.readsOnly());
            return;
        }
        Optional<Questions.Writes> writes =
                file().isPresent() ? file().map(BindLook::writable) : questions.writes(rows);
        writes.ifPresent(told -> told.refused()
                .ifPresentOrElse(
                        reason -> exam.add(Mark.FAIL, "writes", DoctorProblems.writesRefused(bind.key(), reason)),
                        () -> exam.ok("writes", DoctorWords.takesWrites())));
    }

    private static Questions.Writes writable(Path file) {
        return new Questions.Writes(Files.isWritable(file) ? Optional.empty() : Optional.of(DoctorWords.notWritable()));
    }

    private void create(Questions questions, Rows rows, String user) throws SQLException {
        boolean wanted =
                switch (bind.schema().strategy()) {
                    case CREATE, DROP_AND_CREATE -> true;
                    case NONE, VALIDATE -> bind.schema().migration().isPresent();
                };
        if (!wanted) {
            return;
        }
        questions
                .mayCreate(rows)
                .ifPresentOrElse(
                        may -> {
                            if (may) {
                                exam.ok("rights", DoctorWords.creates());
                            } else {
                                exam.add(
                                        Mark.FAIL,
                                        "rights",
                                        DoctorProblems.noRight(bind.key(), user, DoctorWords.create()));
                            }
                        },
                        () -> exam.add(Finding.unknown("rights", DoctorWords.notTold(DoctorWords.create()))));
    }

    private void clock(Questions questions, Rows rows) throws SQLException {
        long before = System.currentTimeMillis();
        Optional<Double> there = questions.clock(rows);
        long after = System.currentTimeMillis();
        there.ifPresent(seconds -> {
            Duration ahead = Duration.ofMillis(Math.round(seconds * 1000) - (before + after) / 2);
            // Half of what the answer took may be on either way.
            Duration tolerated = CLOCKS.plusMillis((after - before) / 2);
            if (ahead.abs().compareTo(tolerated) > 0) {
                exam.add(Mark.WARN, "clock", DoctorProblems.clock(bind.key(), ahead));
            } else {
                exam.ok("clock", DoctorWords.clock(ahead));
            }
        });
    }

    /** By its catalogue; whether it can do it at all shows when the unit is opened, for its schema. */
    private void prepare(Questions questions, Rows rows) throws SQLException {
        if (unit.transaction() != TransactionKind.XA) {
            return;
        }
        Optional<Integer> preparable = questions.preparable(rows);
        if (preparable.isPresent() && preparable.get() < bind.pool().maxSize()) {
            exam.add(
                    preparable.get() == 0 ? Mark.FAIL : Mark.WARN,
                    "xa",
                    DoctorProblems.preparable(
                            bind.key(), preparable.get(), bind.pool().maxSize()));
        } else {
            exam.ok(
                    "xa",
                    DoctorWords.canPrepare(
                            preparable.map(most -> ", " + most + " at a time").orElse("")));
        }
        questions.inDoubt(rows).ifPresent(this::inDoubt);
    }

    private void inDoubt(Questions.InDoubt doubt) {
        boolean old = doubt.age().map(age -> age.compareTo(COMMIT) > 0).orElse(true);
        if (doubt.count() == 0) {
            exam.ok("in doubt", DoctorWords.noneInDoubt());
        } else if (old) {
            exam.add(
                    Mark.WARN,
                    "in doubt",
                    DoctorProblems.inDoubt(
                            bind.key(),
                            doubt.count(),
                            doubt.age().map(DoctorWords::age).orElse("")));
        } else {
            exam.ok("in doubt", DoctorWords.inDoubtNow(doubt.count()));
        }
    }
}
