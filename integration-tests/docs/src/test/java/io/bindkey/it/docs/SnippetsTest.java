// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.docs.JavaSnippets.Kind;
import io.bindkey.it.docs.JavaSnippets.Snippet;
import io.bindkey.it.docs.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java is compiled; programs, statements and tests are run. */
class SnippetsTest {

    @TempDir
    Path directory;

    @Test
    void programsPrintWhatThePageSays() throws Exception {
        List<String> run = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Snippet program : snippets(page)) {
                if (program.isProgram()) {
                    Block printed = page.next(program.block(), "text");
                    assertThat(printed)
                            .as("what %s prints", program.block().place())
                            .isNotNull();
                    assertThat(run(page, program)).isEqualTo(printed.text());
                    run.add(page.file().getFileName().toString());
                }
            }
        }

        assertThat(run).startsWith("README.md").hasSizeGreaterThanOrEqualTo(2);
    }

    private String run(Page page, Snippet program) throws IOException, InterruptedException {
        JavaRun application = new JavaRun(Files.createDirectories(directory.resolve(program.name())));
        JavaSnippets.compile(List.of(program), application.directory());
        Block configuration = page.next(program.block(), "properties");
        application.configure(configuration == null ? null : configuration.text());
        return application.run(program.mainClass(), List.of());
    }

    private static List<Snippet> snippets(Page page) {
        return JavaSnippets.all().stream()
                .filter(snippet -> page.blocks().contains(snippet.block()))
                .toList();
    }

    @Test
    void allElseCompilesTogetherAndStatementsAndTestsRun() throws Exception {
        List<Snippet> snippets = JavaSnippets.all().stream()
                .filter(snippet -> !snippet.isProgram())
                .toList();
        JavaRun application = new JavaRun(directory);
        JavaSnippets.compile(snippets, directory);
        application.configure(databases(snippets));

        List<String> statements = snippets.stream()
                .filter(snippet -> snippet.kind() == Kind.STATEMENTS)
                .map(snippet -> JavaSnippets.PACKAGE + "." + snippet.name())
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(8);
        application.run(Statements.class.getName(), statements);

        List<String> tests = snippets.stream()
                .filter(Snippet::isTest)
                .map(snippet -> JavaSnippets.PACKAGE + "." + snippet.firstClass())
                .toList();
        assertThat(tests).isNotEmpty();
        assertThat(application.run(ShownTests.class.getName(), tests)).isEqualTo("1 of 1\n");
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
