// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page for those who come from Flask-SQLAlchemy shows of the program is what the program is. */
class ShownTest {

    private static final Path PAGE = Path.of("../../docs/from-flask-sqlalchemy.md");

    @Test
    void thePythonOfThePageIsThatOfTheProgram() throws IOException {
        assertThat(shown("python")).hasSizeGreaterThan(40).isSubsetOf(lines(Files.readString(Path.of("app.py"))));
    }

    /** Whatever the spaces: the page is denser than the formatter wants it. */
    @Test
    void theJavaOfThePageIsThatOfTheProgram() throws IOException {
        String program = withoutSpaces(sources());

        assertThat(shown("java")).hasSizeGreaterThan(60).allSatisfy(line -> assertThat(program)
                .contains(withoutSpaces(line)));
    }

    @Test
    void bothPrintWhatThePageSays() throws IOException {
        assertThat(shown("text")).isEqualTo(Harbour.expected());
    }

    private static List<String> shown(String language) throws IOException {
        String part = Files.readString(PAGE)
                .replaceFirst("(?s).*\n## A whole program\n", "")
                .replaceFirst("(?s)\n## .*", "");
        return Pattern.compile("(?s)```" + language + "\n(.*?)```")
                .matcher(part)
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(block -> lines(block).stream())
                .toList();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder sources = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                sources.append(Files.readString(file));
            }
            return sources.toString();
        }
    }
}
