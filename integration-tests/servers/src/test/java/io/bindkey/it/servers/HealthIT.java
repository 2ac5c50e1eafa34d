// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One WAR for servers with MicroProfile Health and without: where it is, a probe is told of each bind. */
@Tag("microprofile")
class HealthIT extends ServerTest {

    private static final String SECRET = "hunter2-planted";

    @Deployment
    static WebArchive war() {
        return TestArchive.war(
                "binds.named.health = liveness\n",
                "binds.credits.health = off\n",
                "binds.default.url = jdbc:h2:mem:main;USER=sa;PASSWORD=" + SECRET + "\n",
                "binds.default.pool.initial-sql = select '" + SECRET + "'\n",
                "binds.auth.username = sa\n",
                "binds.auth.password = " + SECRET + "\n",
                "binds.auth.properties.\"my.api.token\" = " + SECRET + "\n");
    }

    @Test
    @RunAsClient
    void aProbeIsToldOfEachBind(@ArquillianResource URL base) throws Exception {
        assertThat(Http.post(base + "rest/names/7/invoice/paper")).isEqualTo("paper");
        String health = System.getProperty("health.url", "");
        if (health.isEmpty()) {
            // Nothing is missed; and this is the place where WildFly would have it.
            assertThat(Http.get("http://127.0.0.1:9990/health/ready")).doesNotContain("bind ");
            return;
        }
        assertThat(Http.get(health + "/ready"))
                .contains("\"bind default\"", "\"bind auth\"", "\"bind server\"", "\"bind debits\"", "H2 2.")
                .doesNotContain("bind named", "bind credits", "DOWN");
        assertThat(Http.get(health + "/live")).contains("\"bind named\"").doesNotContain("bind default", "DOWN");
        assertThat(Http.get(health)).contains("\"bind default\"").doesNotContain(SECRET);
    }

    @Test
    @RunAsClient
    void noSecretIsInTheLog(@ArquillianResource URL base) throws Exception {
        assertThat(Http.post(base + "rest/names/9/invoice/ink")).isEqualTo("ink");
        assertThat(Path.of(System.getProperty("server.log")))
                .content(StandardCharsets.UTF_8)
                .contains("bind")
                .doesNotContain(SECRET);
    }
}
