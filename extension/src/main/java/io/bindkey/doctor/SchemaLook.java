// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport;
import io.bindkey.config.BindSettings;
import io.bindkey.config.MigrationSettings;
import io.bindkey.config.SchemaSettings.Strategy;
import io.bindkey.doctor.Finding.Mark;
import io.bindkey.message.DoctorProblems;
import io.bindkey.message.DoctorWords;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.migration.Migrations;
import io.bindkey.migration.PendingMigrations;
import io.bindkey.schema.Schemas;
import io.bindkey.unit.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Looks at the schema of one bind: its migrations, what differs from the mapping, and what the user may do to its tables. */
final class SchemaLook {

    private static final int SOME = 5;

    private static final Pattern CODE = Pattern.compile("(BINDKEY-\\d+): (.*)", Pattern.DOTALL);

    private final Unit unit;
    private final BindSettings bind;
    private final Schemas schemas;
    private final Exam exam;
    private boolean pending;

    SchemaLook(Unit unit, Schemas schemas, Exam exam) {
        this.unit = unit;
        this.bind = unit.settings();
        this.schemas = schemas;
        this.exam = exam;
    }

    void look(DataSource dataSource, Connection connection) {
        bind.schema()
                .migration()
                .ifPresent(settings -> exam.step("migrations", () -> migrations(settings, dataSource)));
        exam.step("schema", () -> schema(connection));
    }

    private void migrations(MigrationSettings settings, DataSource dataSource) {
        String tool = settings.tool().word();
        try {
            Migrations.pending(bind, unit.definition().loader(), dataSource).ifPresent(found -> add(found, tool));
        } catch (UnitProblem e) {
            exam.add(Mark.FAIL, "migrations", e.problem());
        }
    }

    private void add(PendingMigrations found, String tool) {
        pending = !found.names().isEmpty();
        if (!found.failed().isEmpty()) {
            exam.add(Mark.FAIL, "migrations", DoctorProblems.migrationsFailed(bind.key(), tool, found.failed()));
        }
        if (pending) {
            exam.add(Mark.WARN, "migrations", DoctorProblems.migrationsPending(bind.key(), tool, found.names()));
        } else if (found.failed().isEmpty()) {
            exam.ok("migrations", DoctorWords.noMigrationPending(tool));
        }
    }

    private void schema(Connection connection) throws SQLException {
        SchemaReport.Outcome outcome = schemas.validate(bind.key()).outcomes().get(0);
        if (outcome.failure().isPresent()) {
            failed(outcome.failure().get());
            return;
        }
        List<SchemaDifference> differences = outcome.differences();
        if (differences.isEmpty()) {
            exam.ok("schema", DoctorWords.noDifference(outcome.tables().size()));
        }
        differences.stream().limit(SOME).forEach(this::add);
        if (differences.size() > SOME) {
            exam.add(new Finding(mark(), "schema", "", DoctorWords.more(differences.size() - SOME)));
        }
        if (!bind.readOnly() && !outcome.tables().isEmpty()) {
            exam.step("rights", () -> rights(connection, outcome));
        }
    }

    /** Another provider than Hibernate does not compare; and who has said so already need not be told again. */
    private void failed(Throwable failure) {
        if (failure instanceof UnsupportedOperationException) {
            exam.add(Finding.unknown("schema", withoutCode(failure).group(2)));
            return;
        }
        Matcher words = withoutCode(failure);
        exam.add(new Finding(Mark.FAIL, "open", words.group(1), words.group(2)));
    }

    private Matcher withoutCode(Throwable failure) {
        String message = Secrets.mask(String.valueOf(failure.getMessage()), bind.passwords());
        Matcher words = CODE.matcher(message);
        if (words.matches()) {
            return words;
        }
        Matcher none =
                Pattern.compile("()(.*)", Pattern.DOTALL).matcher(Secrets.typedReason(failure, bind.passwords()));
        none.matches();
        return none;
    }

    private Mark mark() {
        return madeAtStart().isPresent() ? Mark.WARN : Mark.FAIL;
    }

    private Optional<String> madeAtStart() {
        Strategy strategy = bind.schema().strategy();
        if (strategy == Strategy.CREATE || strategy == Strategy.DROP_AND_CREATE) {
            return Optional.of("schema.strategy = " + strategy.word());
        }
        return pending ? Optional.of(DoctorWords.migration()) : Optional.empty();
    }

    private void add(SchemaDifference difference) {
        String words = difference.toString();
        Optional<String> by = madeAtStart();
        if (by.isPresent()) {
            exam.add(new Finding(Mark.WARN, "schema", "", DoctorWords.madeAtStart(words, by.get())));
        } else if (bind.schema().strategy() == Strategy.VALIDATE) {
            exam.add(Mark.FAIL, "schema", SchemaProblems.schemaDiffers(words));
        } else {
            exam.add(new Finding(Mark.FAIL, "schema", "", words));
        }
    }

    private void rights(Connection connection, SchemaReport.Outcome outcome) throws SQLException {
        Server server = Server.behind(connection);
        List<String> names = outcome.tables().stream()
                .map(table -> table.substring(table.lastIndexOf('.') + 1))
                .toList();
        Optional<Set<String>> missing = server.questions().notWritable(server.rows(), names);
        if (missing.isEmpty()) {
            return;
        }
        if (missing.get().isEmpty()) {
            // Of tables that are not there, it would be no news.
            if (outcome.differences().isEmpty()) {
                exam.ok("rights", DoctorWords.writes(names.size()));
            }
        } else {
            String user =
                    Optional.ofNullable(connection.getMetaData().getUserName()).orElse("");
            exam.add(Mark.FAIL, "rights", DoctorProblems.noRight(bind.key(), user, DoctorWords.write(missing.get())));
        }
    }
}
