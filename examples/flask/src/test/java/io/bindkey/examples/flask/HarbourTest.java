// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HarbourTest {

    @Test
    void printsWhatThePythonPrints() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Harbour.run(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .isEqualTo(Harbour.expected())
                .hasSize(9);
    }
}
