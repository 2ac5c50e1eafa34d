// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page for those who come from {@code persistence.xml} shows of a step is all that the step changes. */
class ShownTest {

    private static final Path PAGE = Path.of("../../docs/from-persistence-xml.md");
    private static final Path JAVA = Path.of("src/main/java/io/bindkey/examples/migration");
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void eachStepIsThatOfThePage() throws IOException {
        List<String> shown = diffs();

        assertThat(shown).hasSize(2);
        for (int step = 1; step <= 2; step++) {
            List<String> before = lines(step - 1);
            List<String> after = lines(step);
            String diff = shown.get(step - 1);
            assertThat(marked(diff, "-"))
                    .as("taken away by step %s", step)
                    .containsExactlyInAnyOrderElementsOf(without(before, after));
            assertThat(marked(diff, "+"))
                    .as("added by step %s", step)
                    .containsExactlyInAnyOrderElementsOf(without(after, before));
        }
    }

    @Test
    void eachStepHasOneUnitLess() throws IOException {
        assertThat(units(0)).containsExactly("stock", "orders");
        assertThat(units(1)).containsExactly("orders");
        assertThat(RESOURCES.resolve("step2/persistence.xml")).doesNotExist();
    }

    private static List<String> diffs() throws IOException {
        return found("(?s)```diff\n(.*?)```", Files.readString(PAGE));
    }

    private static List<String> units(int step) throws IOException {
        Path file = RESOURCES.resolve("step" + step + "/persistence.xml");
        return found("<persistence-unit name=\"(\\w+)\"", Files.readString(file));
    }

    private static List<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> marked(String diff, String mark) {
        return diff.lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(1).strip())
                .toList();
    }

    /** Of the classes and the properties; imports follow from the rest. */
    private static List<String> lines(int step) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path folder : List.of(JAVA, RESOURCES)) {
            try (Stream<Path> files = Files.list(folder.resolve("step" + step))) {
                for (Path file :
                        files.filter(file -> !file.endsWith("persistence.xml")).toList()) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.matches("|(package|import) .*"))
                .toList();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }
}
