// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindsDeploymentException.Problem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterReaderTest {

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void isACluster() {
        with("binds.auth.url", "jdbc:mariadb:sequential://n1,n2,n3/users");
        with("binds.auth.cluster", "galera");
    }

    private void with(String property, String value) {
        properties.put(property, value);
    }

    private BindsReader.Result read() {
        return BindsReader.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build(),
                List.of());
    }

    private BindSettings bind() {
        return Objects.requireNonNull(read().config().binds().get("auth"));
    }

    private List<String> problems() {
        return read().problems().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb:sequential://n1,n2,n3/users",
                "jdbc:mariadb:loadbalance://n1,n2/users",
                "jdbc:mariadb://proxy/users",
                "jdbc:mysql:loadbalance://n1,n2/users"
            })
    void aBindOnMariaDbOrMySqlMayBeACluster(String url) {
        with("binds.auth.url", url);
        assertThat(problems()).isEmpty();
        assertThat(bind().cluster()).contains(Cluster.GALERA);
    }

    @Test
    void noneIsNone() {
        with("binds.auth.cluster", "none");
        with("binds.auth.transaction", "xa");
        assertThat(problems()).isEmpty();
        assertThat(bind().cluster()).isEmpty();
        properties.remove("binds.auth.cluster");
        assertThat(bind().cluster()).isEmpty();
    }

    @Test
    void anotherWordIsAProblem() {
        with("binds.auth.cluster", "ndb");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("BINDKEY-005: ")
                .contains("one of galera, none");
    }

    @Test
    void allBindsTogetherAreNoCluster() {
        with("binds-defaults.cluster", "galera");
        assertThat(problems()).singleElement().asString().startsWith("BINDKEY-008: ");
    }

    @Test
    void anotherDatabaseIsAProblem() {
        with("binds.auth.url", "jdbc:postgresql://n1,n2/users");
        assertThat(problems())
                .containsExactly(
                        "BINDKEY-181: binds.auth.cluster = galera works only with a binds.auth.url of MariaDB or "
                                + "MySQL, but bind 'auth' has jdbc:postgresql://n1,n2/users. Remove it.");
    }

    @Test
    void aDataSourceOfSomebodyElseIsAProblem() {
        properties.remove("binds.auth.url");
        with("binds.auth.datasource", "java:jboss/datasources/Auth");
        assertThat(problems())
                .containsExactly(
                        "BINDKEY-181: binds.auth.cluster = galera works only with a binds.auth.url of MariaDB or "
                                + "MySQL, but bind 'auth' has data source java:jboss/datasources/Auth. Remove it.");
    }

    @Test
    void replicasAreAProblem() {
        with("binds.auth.replicas.r1.url", "jdbc:mariadb://n2/users");
        assertThat(problems())
                .containsExactly(
                        "BINDKEY-182: Bind 'auth' has replicas beside binds.auth.cluster = galera: a node of the "
                                + "cluster is none, and a copy that follows it is not known here. List the nodes in "
                                + "binds.auth.url, and remove the replicas.");
    }

    @Test
    void twoPhasesAreAProblem() {
        with("binds.auth.transaction", "xa");
        assertThat(problems())
                .containsExactly("BINDKEY-183: Bind 'auth' has binds.auth.transaction = xa beside binds.auth.cluster = "
                        + "galera, which knows no two-phase commit: use jta or resource-local.");
    }

    @Test
    void aPoolOfOneIsAProblem() {
        with("binds.auth.pool.max-size", "1");
        assertThat(problems())
                .containsExactly(
                        "BINDKEY-185: binds.auth.pool.max-size = 1 is too small with binds.auth.cluster = galera: "
                                + "schema operations and migrations need a second connection, which renews their lock. Set it "
                                + "to 2 or more.");
    }
}
