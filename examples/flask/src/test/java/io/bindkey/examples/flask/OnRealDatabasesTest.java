// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@Tag("thorough")
class OnRealDatabasesTest {

    /** It would fail if it printed anything else. */
    @Test
    void printsTheSame() throws Exception {
        OnRealDatabases.run(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }
}
