// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.helidon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The JAR and its application on Helidon MP: routing, a transaction in each bind, health. */
@TestInstance(Lifecycle.PER_CLASS)
class HelidonTest {

    private static final int NEEDED = 21;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private Process helidon;
    private int port;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        assumeTrue(Runtime.version().feature() >= NEEDED, "Helidon 4 needs Java 21");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = Path.of("target", "helidon.log");
        helidon = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dserver.port=" + port,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.helidon.microprofile.cdi.Main"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            assertThat(helidon.isAlive()).as("%s tells why it has ended", log).isTrue();
            assertThat(Instant.now()).as("still not ready, see %s", log).isBefore(deadline);
            Thread.sleep(200);
        }
    }

    @AfterAll
    void end() {
        if (helidon != null) {
            helidon.destroy();
            helidon.onExit().join();
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            return call("GET", "/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void eachRowGoesToItsBind() throws Exception {
        assertThat(call("POST", "/shop/purchase/1").body()).isEqualTo("stored");
        assertThat(call("POST", "/shop/login/1").body()).isEqualTo("stored");
        assertThat(call("POST", "/shop/login/2").body()).isEqualTo("stored");
        assertThat(call("GET", "/shop").body()).isEqualTo("1 purchases, 2 logins");
    }

    @Test
    void aProbeIsToldOfEachBind() throws Exception {
        assertThat(call("GET", "/health/ready").body())
                .contains("\"bind default\"", "\"bind auth\"", "H2 2.")
                .doesNotContain("DOWN");
    }
}
