// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.SHAPES;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.databases.PhysicalDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that runs alone is not taken for a node of a cluster, whether its connections ask it to wait or not. */
@Tag("slow")
class NoClusterTest {

    @ParameterizedTest
    @ValueSource(strings = {"own-writes", "latest", "any"})
    void isToldAtDeployment(String consistency) {
        PhysicalDatabase alone = Servers.mariaDb();
        assertThat(SchemaApplication.on(SHAPES, alone)
                        .with("binds.shapes.cluster", "galera")
                        .with("binds.shapes.reading.consistency", consistency)
                        .refused()
                        .problems())
                .singleElement()
                .asString()
                .matches("BINDKEY-184: binds\\.shapes\\.cluster = galera, but the server at " + alone.url()
                        + " is no node of such a cluster: (wsrep_on is OFF|there is no variable wsrep_\\w+)\\. Remove "
                        + "binds\\.shapes\\.cluster, or correct the url or the server's settings\\.");
    }
}
