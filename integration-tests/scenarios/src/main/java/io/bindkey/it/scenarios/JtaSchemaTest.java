// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaOps;
import io.bindkey.SchemaReport;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Schema operations on binds that take part in the transactions of a manager. */
@Tag("any-provider")
class JtaSchemaTest {

    @Test
    void makesAndRemovesTables() {
        try (Application app = Application.onH2().start()) {
            SchemaOps schema = app.schema();
            assertThat(tables(schema.create(META))).anyMatch("audit_entry"::equalsIgnoreCase);
            assertThat(tables(schema.create(META))).isEmpty();
            assertThat(tables(schema.recreate(META))).anyMatch("audit_entry"::equalsIgnoreCase);
            assertThat(tables(schema.drop(META))).anyMatch("audit_entry"::equalsIgnoreCase);
            assertThat(tables(schema.drop(META))).isEmpty();
        }
    }

    private static List<String> tables(SchemaReport report) {
        return report.outcome(META).orElseThrow().tables();
    }
}
