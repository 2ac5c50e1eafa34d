// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.config.BindsReader;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.doctor.Questions.Limit;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerPoolsTest {

    private static BindsReader.Result read(Map<String, String> properties) {
        return BindsReader.read(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h/db, h:5432",
        "jdbc:postgresql:///db, localhost:5432",
        "jdbc:postgresql://H:5433/db?x=y, h:5433",
        "jdbc:mariadb://me:hush@h/db, h:3306",
        "jdbc:sqlserver://h;databaseName=db, h",
    })
    void namesTheServer(String url, String place) {
        DatabaseSettings database = read(Map.of("binds.a.url", url))
                .config()
                .binds()
                .firstEntry()
                .getValue()
                .database();
        assertThat(ServerPools.place(database)).contains(place);
    }

    @Test
    void addsUpWhatIsOnOneServerByWhateverName() {
        BindsReader.Result read = read(Map.of(
                "binds.a.url", "jdbc:postgresql://one/a",
                "binds.a.pool.max-size", "30",
                "binds.a.replicas.near.url", "jdbc:postgresql://other/a",
                "binds.a.replicas.near.pool.max-size", "10",
                "binds.b.url", "jdbc:postgresql://alias:5432/b",
                "binds.b.pool.max-size", "60",
                "binds.c.url", "jdbc:h2:mem:c"));
        ServerPools pools = new ServerPools(List.of(
                new ServerPools.Seen("one:5432", "first", new Limit(100, 13)),
                new ServerPools.Seen("alias:5432", "first", new Limit(100, 13)),
                new ServerPools.Seen("other:5432", "second", new Limit(100, 3))));

        assertThat(pools.findings(List.copyOf(read.config().binds().values())))
                .extracting(Finding::toString)
                .containsExactly(
                        "warn  pools       BINDKEY-203: The pools on one:5432 want up to 90 connections in each instance of the "
                                + "application (a 30, b 60), but the server has 87 for all (max_connections 100, 13 of them "
                                + "reserved): lower pool.max-size, or raise max_connections.",
                        "ok    pools       other:5432: 10 of 97 in each instance of the application, by a/near 10 "
                                + "(max_connections 100, 3 of them reserved)");
    }
}
