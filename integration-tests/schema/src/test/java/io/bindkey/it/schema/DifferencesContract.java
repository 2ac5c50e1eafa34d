// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.SEEDS;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaDifference.Kind;
import io.bindkey.SchemaReport.Action;
import io.bindkey.it.databases.PhysicalDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A database made by the mapping's own script, but for more than thirty differences. */
abstract class DifferencesContract {

    /** {@return an empty database} */
    abstract PhysicalDatabase database();

    boolean hasSequencesAndForeignKeys() {
        return true;
    }

    /** {@return whether varchar(50) holds less than varchar(100)} */
    boolean limitsSizes() {
        return true;
    }

    @Test
    void oneValidationFindsThemAllAndNoOther() {
        PhysicalDatabase database = database();
        try (SchemaApplication app = SchemaApplication.on(SEEDS, database).start()) {
            List<String> script =
                    only(app.schema().script(Action.CREATE, SEEDS)).statements();
            script.stream().map(this::changed).filter(sql -> !sql.isEmpty()).forEach(database::execute);

            assertThat(app.schema().validate().differences())
                    .extracting(DifferencesContract::inShort)
                    .containsExactlyInAnyOrderElementsOf(expected());
            assertThat(expected()).hasSizeGreaterThanOrEqualTo(30);
        }
    }

    @Test
    void anUnchangedDatabaseHasNone() {
        PhysicalDatabase database = database();
        try (SchemaApplication app = SchemaApplication.on(SEEDS, database).start()) {
            only(app.schema().script(Action.CREATE, SEEDS)).statements().forEach(database::execute);

            assertThat(app.schema().validate().differences()).isEmpty();
        }
    }

    @Test
    void theStrategyFailsTheDeploymentWithAllOfThem() {
        PhysicalDatabase database = database();
        try (SchemaApplication app = SchemaApplication.on(SEEDS, database).start()) {
            List<String> script =
                    only(app.schema().script(Action.CREATE, SEEDS)).statements();
            script.stream().map(this::changed).filter(sql -> !sql.isEmpty()).forEach(database::execute);
        }

        var refusal = SchemaApplication.on(SEEDS, database)
                .with("binds.seeds.schema.strategy", "validate")
                // Hibernate itself would stop at the wrong increment, and at nothing else.
                .with("binds.seeds.properties.\"hibernate.id.sequence.increment_size_mismatch_strategy\"", "none")
                .refused();

        assertThat(refusal.problems()).hasSameSizeAs(expected()).allMatch(problem -> problem.code()
                .equals("BINDKEY-065"));
    }

    private static String inShort(SchemaDifference difference) {
        return difference.kind() + " " + difference.table()
                + (difference.subject().isEmpty() ? "" : " " + difference.subject());
    }

    private String changed(String sql) {
        boolean dropped = sql.matches("(?is)create (sequence|table) (s01|s02|gone_.).*")
                || sql.matches("(?is)create index wide_i.*")
                || sql.matches("(?is)create unique index wide_u.*")
                || sql.matches("(?is)alter table.* wide .*unique.*")
                || sql.matches("(?is)insert into (s01|s02) .*")
                || sql.matches("(?is)alter table.* child .*foreign key.*");
        if (dropped) {
            return "";
        }
        String changed = sql.replaceAll("(?i)\\b(sequence s03 .*) increment by 50", "$1 increment by 10");
        if (changed.contains("create table keyless")) {
            return changed.replaceAll(", primary key \\(id\\)", "");
        }
        if (!changed.contains("create table wide")) {
            return changed;
        }
        for (int i = 1; i <= 6; i++) {
            changed = changed.replaceAll("c0" + i + " [^,]*, ", "");
        }
        changed = retyped(changed, "t01", "integer");
        changed = retyped(changed, "t02", "varchar(255)");
        changed = retyped(changed, "t03", "date");
        changed = retyped(changed, "t04", "varchar(10)");
        changed = retyped(changed, "t05", "integer");
        changed = retyped(changed, "t06", "varchar(50)");
        changed = retyped(changed, "t07", "numeric(5,2)");
        changed = retyped(changed, "t08", "varchar(20)");
        changed = retyped(changed, "t09", "integer");
        for (int i = 1; i <= 3; i++) {
            changed = changed.replaceAll("(n0" + i + " [^,]*) not null", "$1");
        }
        for (int i = 4; i <= 5; i++) {
            changed = changed.replaceAll("(n0" + i + " [^,]*),", "$1 not null,");
        }
        changed = changed.replaceAll("(u0[12] [^,]*) unique", "$1");
        return changed.replaceAll(", (constraint wide_u03 )?unique \\(u03, u04\\)", "");
    }

    private static String retyped(String sql, String column, String type) {
        return sql.replaceAll(column + " (\\w+(?: precision)?)(\\s?\\([^)]*\\))?", column + " " + type);
    }

    private List<String> expected() {
        List<String> expected = new ArrayList<>(List.of(
                Kind.MISSING_TABLE + " gone_1",
                Kind.MISSING_TABLE + " gone_2",
                Kind.MISSING_TABLE + " gone_3",
                Kind.MISSING_PRIMARY_KEY + " keyless id",
                Kind.MISSING_UNIQUE_KEY + " wide u01",
                Kind.MISSING_UNIQUE_KEY + " wide u02",
                Kind.MISSING_UNIQUE_KEY + " wide u03, u04",
                Kind.MISSING_INDEX + " wide i01",
                Kind.MISSING_INDEX + " wide i02",
                Kind.MISSING_INDEX + " wide i03, i04"));
        for (int i = 1; i <= 6; i++) {
            expected.add(Kind.MISSING_COLUMN + " wide c0" + i);
        }
        for (int i : new int[] {1, 2, 3, 4, 5, 8, 9}) {
            expected.add(Kind.WRONG_TYPE + " wide t0" + i);
        }
        if (limitsSizes()) {
            expected.add(Kind.WRONG_TYPE + " wide t06");
            expected.add(Kind.WRONG_TYPE + " wide t07");
        }
        for (int i = 1; i <= 5; i++) {
            expected.add(Kind.WRONG_NULLABILITY + " wide n0" + i);
        }
        if (hasSequencesAndForeignKeys()) {
            expected.add(Kind.MISSING_FOREIGN_KEY + " child f01_id");
            expected.add(Kind.MISSING_FOREIGN_KEY + " child f02_id");
            expected.add(Kind.MISSING_SEQUENCE + " s01");
            expected.add(Kind.MISSING_SEQUENCE + " s02");
            expected.add(Kind.WRONG_INCREMENT + " s03");
        } else {
            // A table stands in for a sequence.
            expected.add(Kind.MISSING_TABLE + " s01");
            expected.add(Kind.MISSING_TABLE + " s02");
        }
        return expected;
    }
}
