// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@Tag("thorough")
class OnRealDatabasesTest {

    @Test
    void tellsTheSameStory() {
        ToldStory.by(OnRealDatabases::run).isCompleteOn("PostgreSQL", "MariaDB", "SQLite");
    }
}
