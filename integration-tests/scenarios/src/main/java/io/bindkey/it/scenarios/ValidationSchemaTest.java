// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaScript;
import io.bindkey.it.scenarios.rules.Permits;
import java.util.List;
import org.hibernate.validator.cdi.ValidationExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hibernate makes columns as the constraints say, by whichever way its tables are made. EclipseLink does not do that. */
@Tag("later")
class ValidationSchemaTest {

    private static final String MODE = "binds-defaults.properties.\"jakarta.persistence.validation.mode\"";

    private static Application.Builder application() {
        return Application.onH2()
                .resourceLocal()
                .with("binds.default.mapping-files", "rules/orm.xml")
                .withBeans(Permits.class);
    }

    private static Application.Builder withFactory() {
        return application().withExtension(new ValidationExtension());
    }

    private static void isMade(Application app, String nullableAndLength) {
        assertThat(app.rows(
                        DEFAULT,
                        "select is_nullable, character_maximum_length from information_schema.columns "
                                + "where lower(table_name) = 'contract' and lower(column_name) = 'text'"))
                .containsExactly(nullableAndLength);
    }

    @Test
    void bySchemaOps() {
        try (Application app = withFactory().start()) {
            app.schema().create(DEFAULT);
            isMade(app, "NO,40");
            assertThat(app.schema().validate(DEFAULT).differences()).isEmpty();
            isInScript(app);
        }
    }

    @Test
    void byHibernateItself() {
        try (Application app = withFactory().withTablesOfTheProvider().start()) {
            isMade(app, "NO,40");
        }
    }

    @Test
    void withoutAFactoryOfTheContainer() {
        try (Application app = application().withTables().start()) {
            isMade(app, "NO,40");
        }
    }

    @Test
    void onlyWithThisMode() {
        try (Application app = withFactory().withTables().with(MODE, "callback").start()) {
            isMade(app, "YES,255");
        }
        try (Application app = withFactory().withTables().with(MODE, "ddl").start()) {
            isMade(app, "NO,40");
        }
    }

    @Test
    void byTheCommandWhichHasNoBeans() {
        try (Application app = application()
                .with("binds-settings.maintenance", "true")
                .with("binds.default.url", "jdbc:h2:tcp://127.0.0.1:1/nowhere")
                .start()) {
            isInScript(app);
        }
    }

    private static void isInScript(Application app) {
        List<SchemaScript> scripts = app.schema().script(Action.CREATE, DEFAULT);
        assertThat(scripts).hasSize(1);
        assertThat(scripts.get(0).statements()).anyMatch(sql -> sql.matches(".* text varchar\\(40\\) not null.*"));
    }
}
