// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaFailuresTest {

    /** Some drivers throw what has no message. */
    @Test
    void whatHasNoMessageIsCalledByItsType() {
        Outcome failed = new Outcome(
                "auth",
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                Optional.of(new UnsupportedOperationException()));

        assertThat(SchemaFailures.failed(new SchemaReport(Action.CREATE, List.of(failed))))
                .hasMessage("BINDKEY-160: SchemaOps.create() failed in bind 'auth': "
                        + "java.lang.UnsupportedOperationException.");
    }
}
