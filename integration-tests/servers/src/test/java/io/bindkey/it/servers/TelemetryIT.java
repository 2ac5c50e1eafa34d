// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One WAR for servers with MicroProfile Telemetry and without: where it is, a collector is told of binds. */
@Tag("microprofile")
class TelemetryIT extends ServerTest {

    private static final int PORT = 14318;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @Deployment
    static WebArchive war() {
        return TestArchive.war(
                "otel.sdk.disabled = false\n",
                "otel.service.name = names\n",
                "otel.traces.exporter = otlp\n",
                "otel.metrics.exporter = otlp\n",
                "otel.logs.exporter = none\n",
                "otel.metric.export.interval = 500\n",
                "otel.bsp.schedule.delay = 500\n",
                "otel.exporter.otlp.protocol = http/protobuf\n",
                "otel.exporter.otlp.endpoint = http://127.0.0.1:" + PORT + "\n");
    }

    @BeforeEach
    void collect() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        collector.createContext("/", exchange -> {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (InputStream body =
                    zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                // Names and attributes stand in it as they are.
                told.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void end() {
        collector.stop(0);
    }

    @Test
    @RunAsClient
    void aCollectorIsToldOfBinds(@ArquillianResource URL base) throws Exception {
        assertThat(Http.post(base + "rest/names/8/invoice/paper")).isEqualTo("paper");
        if (!Boolean.getBoolean("telemetry.there")) {
            return;
        }
        Instant deadline = Instant.now().plus(PATIENCE);
        while (told.stream().noneMatch(body -> body.contains("bindkey.transactions"))
                && Instant.now().isBefore(deadline)) {
            Thread.sleep(200);
        }
        assertThat(told.stream()
                        .anyMatch(body ->
                                body.contains("bindkey.transactions") && body.contains("db.client.connection.count")))
                .as("%d exports tell of transactions and pools", told.size())
                .isTrue();
    }
}
