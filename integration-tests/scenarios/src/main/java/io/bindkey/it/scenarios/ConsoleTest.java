// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console for development shows and reads, with each provider and where others drive the transactions. */
@Tag("any-provider")
class ConsoleTest {

    private static final Pattern ADDRESS = Pattern.compile("http://\\S+/\\?token=\\w+");

    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private String cookie = "";

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta", "xa"})
    void readsAndChangesNothing(String kind) throws Exception {
        AtomicReference<Application> started = new AtomicReference<>();
        List<String> log = LogWatch.allDuring(
                "io.bindkey",
                () -> started.set(Application.onH2()
                        .withTables()
                        .with("binds-defaults.transaction", kind)
                        .with("binds-settings.console", "true")
                        .withTransactional()
                        .withBeans(Transactions.class)
                        .start()));
        try (Application app = Objects.requireNonNull(started.get())) {
            open(log);
            if (kind.equals("resource-local")) {
                app.inTransaction(em -> em.persist(User.named("ada")));
                app.inTransaction(em -> em.persist(Person.named("Ada")));
            } else {
                app.get(Transactions.class).run(em -> em.persist(User.named("ada")));
                app.get(Transactions.class).run(em -> em.persist(Person.named("Ada")));
            }

            assertThat(run("select u from User u"))
                    .contains("\"bind\": \"auth\"", "\"ada\"")
                    .containsIgnoringCase("select ")
                    .containsIgnoringCase(" from ");
            assertThat(run("select count(p), max(p.name) from Person p")).contains("\"1\",", "\"Ada\"");
            assertThat(run("delete from User u")).contains("BINDKEY-231");
            assertThat(run("select u from User u, Person p")).contains("BINDKEY-103");
            assertThat(get("/api/picture")).contains("\"name\": \"User\"", "\"name\": \"Person\"", "\"open\": true");
            assertThat(get("/api/tables")).contains("\"tables\": [");
            assertThat(get("/api/binds")).contains("\"used\": 0").doesNotContain("\"used\": 1");
            assertThat(run("select count(u) from User u")).contains("\"1\"");
        }
    }

    private void open(List<String> log) throws Exception {
        address = log.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow();
        HttpResponse<String> opened =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address).resolve(path)).header("Cookie", cookie);
    }

    private String get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private String run(String query) throws Exception {
        return client.send(
                        request("/api/run")
                                .header("Content-Type", "application/jpql")
                                .POST(BodyPublishers.ofString(query))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
