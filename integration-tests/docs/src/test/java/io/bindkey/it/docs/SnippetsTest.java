// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.docs.JavaSnippets.Shape;
import io.bindkey.it.docs.JavaSnippets.Snippet;
import io.bindkey.it.docs.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java is compiled; programs, statements and tests are run. */
@Tag("slow")
class SnippetsTest {

    @TempDir
    Path directory;

    private final List<Snippet> snippets = JavaSnippets.all();

    @Test
    void programsPrintWhatThePageSays() throws Exception {
        List<String> run = new ArrayList<>();
        for (Snippet program : snippets) {
            if (program.isProgram()) {
                Page page = Page.read(Page.ROOT.resolve(program.block().page()));
                assertThat(page.next(program.block(), "text").map(Block::text))
                        .as("what %s prints", program.block().place())
                        .contains(run(page, program));
                run.add(program.block().page().toString());
            }
        }

        assertThat(run).startsWith("README.md").hasSizeGreaterThanOrEqualTo(2);
    }

    private String run(Page page, Snippet program) throws IOException, InterruptedException {
        JavaRun application = new JavaRun(Files.createDirectories(directory.resolve(program.name())));
        JavaSnippets.compile(List.of(program), application.directory());
        application.configure(
                page.next(program.block(), "properties").map(Block::text).orElse(""));
        return application.run(program.mainClass(), List.of());
    }

    @Test
    void allElseCompilesTogetherAndStatementsAndTestsRun() throws Exception {
        JavaRun application = allElse();

        List<String> statements = snippets.stream()
                .filter(snippet -> snippet.shape() == Shape.STATEMENTS)
                .map(snippet -> JavaSnippets.PACKAGE + "." + snippet.name())
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(8);
        application.run(Statements.class.getName(), statements);

        runs(application, snippet -> !startsServers(snippet));
    }

    /** The first of them starts the servers for the rest. */
    @Test
    @Tag("thorough")
    void testsOnRealDatabasesRun() throws Exception {
        runs(allElse(), SnippetsTest::startsServers);
    }

    private static boolean startsServers(Snippet snippet) {
        return snippet.block().text().contains("@OnDatabase");
    }

    private JavaRun allElse() throws IOException {
        List<Snippet> together =
                snippets.stream().filter(snippet -> !snippet.isProgram()).toList();
        JavaSnippets.compile(together, directory);
        JavaRun application = new JavaRun(directory);
        application.configure(databases(together));
        return application;
    }

    private void runs(JavaRun application, Predicate<Snippet> which) throws IOException, InterruptedException {
        List<String> tests = snippets.stream()
                .filter(snippet -> !snippet.isProgram() && snippet.isTest() && which.test(snippet))
                .map(snippet -> JavaSnippets.PACKAGE + "." + snippet.firstClass())
                .toList();
        assertThat(tests).isNotEmpty();
        assertThat(application.run(ShownTests.class.getName(), tests)).matches("([1-9]\\d*) of \\1\n");
    }

    /** A database in memory for each bind that is named anywhere. */
    private static String databases(List<Snippet> snippets) {
        List<String> keys = new ArrayList<>(JavaSnippets.keys(snippets));
        keys.add("default");
        return keys.stream()
                .map(key -> "binds." + key + ".url = jdbc:h2:mem:" + key + "\n")
                .collect(Collectors.joining());
    }
}
