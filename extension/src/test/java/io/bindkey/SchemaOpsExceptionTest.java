// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaOpsExceptionTest {

    private static final SchemaDifference DIFFERENCE =
            new SchemaDifference("auth", SchemaDifference.Kind.WRONG_TYPE, "users", "email", "varchar(255)", "text");

    @Test
    void reportSurvivesSerialization() throws Exception {
        Outcome done = new Outcome(
                "auth",
                List.of("users"),
                List.of("create table users (id bigint)"),
                List.of(DIFFERENCE),
                Duration.ofMillis(3),
                Optional.empty());
        Outcome failed = new Outcome(
                "meta", List.of(), List.of(), List.of(), Duration.ZERO, Optional.of(new IllegalStateException("why")));
        SchemaOpsException written =
                new SchemaOpsException("BINDKEY-160: no", new SchemaReport(Action.CREATE, List.of(done, failed)));

        SchemaReport read = serialized(written).report();

        assertThat(read.action()).isEqualTo(Action.CREATE);
        assertThat(read.outcome("auth")).contains(done);
        assertThat(read.outcome("meta").orElseThrow().failure().orElseThrow()).hasMessage("why");
        assertThat(read).hasToString(written.report().toString());
    }

    private static SchemaOpsException serialized(SchemaOpsException written) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(written);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (SchemaOpsException) in.readObject();
        }
    }
}
