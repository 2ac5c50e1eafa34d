// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;

import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The contract on two products that need no server. */
class RoutingOnEmbeddedDatabasesTest extends RoutingContract {

    @TempDir
    static Path folder;

    @Override
    Map<String, PhysicalDatabase> databases() {
        return Map.of(
                DEFAULT, Application.freshH2(DEFAULT),
                META, PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("meta.db")),
                AUTH, Application.freshH2(AUTH));
    }
}
