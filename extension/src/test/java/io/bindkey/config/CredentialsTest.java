// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.Credentials.Login;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    private final Map<String, String> properties = new HashMap<>(Map.of("binds.auth.url", "jdbc:h2:mem:auth"));
    private @Nullable RuntimeException broken;

    /** A source that asks somebody else. */
    private final class Vault implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return properties.keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            if (broken != null) {
                throw broken;
            }
            return properties.get(name);
        }

        @Override
        public String getName() {
            return "vault";
        }
    }

    private Credentials deployed() {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(new Vault())
                .build();
        BindSettings bind = Objects.requireNonNull(
                BindsReader.read(config, List.of("auth")).config().binds().get("auth"));
        DatabaseSettings database = bind.replicas().isEmpty()
                ? bind.database()
                : bind.replicas().get(0).database();
        return ((DatabaseSettings.Url) database).credentials();
    }

    private Credentials ofReplica() {
        properties.put("binds.auth.replicas.r1.url", "jdbc:h2:mem:r1");
        return deployed();
    }

    private static Login login(Credentials credentials) {
        return credentials.ask(CredentialsTest::failure);
    }

    private static IllegalStateException failure(Problem problem) {
        return new IllegalStateException(problem.toString());
    }

    @Test
    void areThoseOfTheMomentUnderEachSpellingAndInTheProfile() {
        properties.put("binds.auth.username", "one");
        properties.put("binds.\"auth\".password", "old");
        Credentials credentials = deployed();
        assertThat(login(credentials)).isEqualTo(new Login(Optional.of("one"), Optional.of("old")));

        properties.put("%prod.binds.auth.username", "two");
        properties.put("binds.\"auth\".password", " new");
        assertThat(login(credentials)).isEqualTo(new Login(Optional.of("two"), Optional.of(" new")));
    }

    @Test
    void ofAReplicaAreThoseOfTheMomentOfItselfOrOfItsBind() {
        properties.put("binds.auth.username", "app");
        properties.put("binds.auth.password", "old");
        Credentials inherited = ofReplica();
        properties.put("binds.auth.replicas.r1.password", "own");
        Credentials own = ofReplica();

        properties.put("binds.auth.username", "reader");
        properties.put("binds.auth.password", "new");
        assertThat(login(inherited)).isEqualTo(new Login(Optional.of("reader"), Optional.of("new")));
        assertThat(login(own)).isEqualTo(new Login(Optional.of("reader"), Optional.of("own")));
        properties.put("binds.auth.replicas.r1.password", "newer");
        assertThat(login(own)).isEqualTo(new Login(Optional.of("reader"), Optional.of("newer")));
    }

    /** A thread that is told less by the server must not send the bind's password to a replica that has its own. */
    @Test
    void ofAReplicaStayItsOwnWhereTheConfigurationTellsThemNoMore() {
        properties.put("binds.auth.password", "hush");
        properties.put("binds.auth.replicas.r1.password", "own");
        Credentials credentials = ofReplica();

        properties.remove("binds.auth.replicas.r1.password");
        assertThat(login(credentials).password()).contains("own");
    }

    @Test
    void stayWhereTheConfigurationTellsNoneAnyMore() {
        properties.put("binds.auth.username", "one");
        properties.put("binds.auth.password", "hush");
        Credentials credentials = deployed();

        properties.clear();
        assertThat(login(credentials)).isEqualTo(new Login(Optional.of("one"), Optional.of("hush")));
    }

    @Test
    void rememberThePasswordsThatWere() {
        properties.put("binds.auth.password", "0");
        Credentials credentials = deployed();
        for (int i = 1; i < 20; i++) {
            properties.put("binds.auth.password", String.valueOf(i));
            login(credentials);
        }

        assertThat(credentials.passwords()).hasSize(16).contains("19", "4").doesNotContain("3");
    }

    @Test
    void areNotShown() {
        properties.put("binds.auth.password", "hush");
        Credentials credentials = deployed();

        assertThat(credentials + " " + login(credentials)).doesNotContain("hush");
    }

    @Test
    void cannotBeToldByASourceThatFails() {
        properties.put("binds.auth.password", "hush");
        Credentials credentials = deployed();
        broken = new IllegalStateException("hush is sealed");

        assertThatThrownBy(() -> login(credentials))
                .hasMessage("BINDKEY-016: The configuration does not tell who bind 'auth' connects as: *** is sealed");
    }

    @Test
    void ofAReplicaCannotBeToldByASourceThatFails() {
        properties.put("binds.auth.replicas.r1.password", "hush");
        Credentials credentials = ofReplica();
        broken = new IllegalStateException("hush is sealed");

        assertThatThrownBy(() -> login(credentials))
                .hasMessage("BINDKEY-016: The configuration does not tell who replica 'r1' of bind 'auth' connects as:"
                        + " *** is sealed");
    }

    @Test
    void cannotBeToldByAnExpressionThatLeadsNowhere() {
        properties.put("binds.auth.password", "hush");
        Credentials credentials = deployed();
        properties.put("binds.auth.password", "${nowhere}");

        assertThatThrownBy(() -> login(credentials))
                .hasMessage(
                        "BINDKEY-006: binds.auth.password cannot be resolved: it refers to a property that is not set.");
    }

    @Test
    void cannotBeToldByAFileThatIsNoText(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        properties.put("binds.auth.password-file", empty.toString());
        Credentials credentials = deployed();
        assertThatThrownBy(() -> login(credentials))
                .hasMessage("BINDKEY-015: binds.auth.password-file = " + empty + " holds no password: it is empty.");

        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        properties.put("binds.auth.password-file", binary.toString());
        assertThatThrownBy(() -> login(credentials))
                .hasMessageStartingWith("BINDKEY-015: binds.auth.password-file = " + binary + " holds no password: ");

        properties.put("binds.auth.password-file", folder.toString());
        assertThatThrownBy(() -> login(credentials))
                .hasMessageStartingWith("BINDKEY-015: binds.auth.password-file = " + folder + " holds no password: ");
    }
}
