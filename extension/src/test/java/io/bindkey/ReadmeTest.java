// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.config.BindProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's commands, and the tables of the pages in {@code docs}, are those of the code. */
class ReadmeTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Path MESSAGES = Path.of("src/main/java/io/bindkey/message");
    private static final Path TESTING = Path.of("../testing/src/main/java/io/bindkey/testing");

    private final String readme = read(Path.of("../README.md"));
    private final String configuration = page("configuration.md");
    private final String errors = page("errors.md");

    @Test
    void listsEveryPropertyOfABindAndNoOther() {
        List<String> rows = all("(?m)^\\| `([a-z.*-]+)` \\|(?:[^|]*\\|){2} (?:all )?\\| [^|]*\\|$", configuration)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(BindProperty.values()).map(BindProperty::suffix),
                                Stream.of("properties.*"))
                        .toList());
    }

    @Test
    void saysWhichPropertiesMayHoldForAllBinds() {
        List<String> rows = all("(?m)^\\| `([a-z.-]+)` \\|(?:[^|]*\\|){2} all \\|", configuration)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(BindProperty.values())
                        .filter(BindProperty::inheritable)
                        .map(BindProperty::suffix)
                        .toList());
    }

    @Test
    void listsEveryCodeOnceAndInOrder() {
        String problems = readAll(MESSAGES, "Problems.java");
        String failures = readAll(MESSAGES, "Failures.java") + readAll(TESTING, "Failures.java");
        List<String> codes = Stream.concat(
                        all("\\bproblem\\(\\s*(\\d+),", problems), all("\\btext\\(\\s*(\\d+),", failures))
                .map(number -> String.format(Locale.ROOT, "BINDKEY-%03d", Integer.valueOf(number)))
                .sorted()
                .toList();

        assertThat(codes).hasSizeGreaterThan(60).doesNotHaveDuplicates();
        assertThat(all("(?m)^\\| (BINDKEY-\\d+) \\|", errors)).containsExactlyElementsOf(codes);
        assertThat(new TreeSet<>(all("(BINDKEY-\\d+)", readAll(DOCS, ".md")).toList()))
                .isSubsetOf(codes);
    }

    @Test
    void beginsWithTheCommandsThatRunAndTestIt() {
        List<String> commands = all("(?s)\n```sh\n(.*?)\n```\n", readme).toList();

        assertThat(commands).hasSizeGreaterThanOrEqualTo(2);
        assertThat(commands.get(0)).startsWith("mvn ").contains("-Prun ", "examples/quickstart");
        assertThat(commands.get(1)).isEqualTo("mvn verify");
    }

    @Test
    void isForOneSitting() {
        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everyRoomHasItsSentence() throws IOException {
        Path rooms = Path.of("src/main/java/io/bindkey");
        try (Stream<Path> files = Files.walk(rooms)) {
            List<String> names = files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> rooms.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .toList();

            assertThat(names).hasSizeGreaterThan(5);
            assertThat(all("(?m)^\\| `([a-z.]+)` \\|", page("architecture.md"))).containsAll(names);
        }
    }

    /** {@return the first group of each match} */
    private static Stream<String> all(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static String page(String name) {
        return read(DOCS.resolve(name));
    }

    /** {@return the text of the files of a directory whose names end like that} */
    private static String readAll(Path directory, String end) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .map(ReadmeTest::read)
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new IllegalStateException(directory + " cannot be read", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
