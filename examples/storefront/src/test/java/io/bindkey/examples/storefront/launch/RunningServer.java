// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The process of a server, with all that its script has started. */
final class RunningServer implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(4);
    private static final Duration TO_END = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 40;

    /** What servers say of an application that does not start; they themselves go on. */
    private static final Pattern REFUSED = Pattern.compile("CWWKZ0002E|WFLYCTL0013|PlainTextActionReporterFAILURE");

    private final Process process;
    private final Path log;

    RunningServer(List<String> command, Map<String, String> environment, Path log) throws IOException {
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        // Nobody writes to it.
        process.getOutputStream().close();
    }

    /** Returns when it answers well there. */
    void await(String address) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(TO_START);
        while (!answers(address)) {
            List<String> lines = Files.readAllLines(log);
            if (!process.isAlive()
                    || Instant.now().isAfter(deadline)
                    || lines.stream().anyMatch(line -> REFUSED.matcher(line).find())) {
                throw new IOException("The server does not serve the page. Its log ends so:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())));
            }
            Thread.sleep(200);
        }
    }

    private static boolean answers(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(20_000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns when all processes are gone. A script does not always hand on what it is told. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        Instant deadline = Instant.now().plus(TO_END);
        for (ProcessHandle one : all) {
            long left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
            one.onExit()
                    .completeOnTimeout(one, left, TimeUnit.MILLISECONDS)
                    .thenAccept(late -> late.destroyForcibly())
                    .join();
        }
    }
}
