// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@Tag("thorough")
class OnAPairTest {

    @Test
    void tellsTheStory() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        OnAPair.run(new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Written on the primary, and read at once: [Of ships], from the replica",
                        "Refused: BINDKEY-149: Bind 'default' does not persist for what is @ReadOnly, or called by "
                                + "Binds.readOnly. Call what writes outside of it.",
                        "The replica is stopped: [Of ships, Of shoes], from the primary",
                        "The replica is back: [Of ships, Of shoes, Of sealing-wax], from the replica");
    }
}
