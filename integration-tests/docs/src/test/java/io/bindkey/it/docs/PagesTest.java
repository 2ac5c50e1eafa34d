// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.command.SchemaCommand;
import io.bindkey.config.BindsReader;
import io.bindkey.it.docs.Page.Block;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is no Java: properties, dependencies, commands, links, names of classes. */
class PagesTest {

    @Test
    void thereIsAReadmeAndAPageForEachMatter() {
        assertThat(Page.all())
                .extracting(page -> page.file().getFileName().toString())
                .startsWith("README.md")
                .contains("guide.md", "configuration.md", "routing.md", "transactions.md", "schema.md", "servers.md")
                .contains("errors.md", "recipes.md", "limits.md", "performance.md", "architecture.md")
                .contains("from-flask-sqlalchemy.md", "from-persistence-xml.md", "contributing.md", "changes.md")
                .contains("security.md", "criteria.md", "cluster.md", "testing.md", "repositories.md");
    }

    @Test
    void eachPageBeginsWithSomethingToCopy() {
        List<Page> docs = Page.all().subList(1, Page.all().size());

        assertThat(docs).allSatisfy(page -> {
            assertThat(page.blocks()).as("blocks of %s", page.file()).isNotEmpty();
            assertThat(page.blocks().get(0).line()).as("%s", page.file()).isLessThanOrEqualTo(7);
        });
    }

    @Test
    void propertiesAreReadWithoutAProblem() throws IOException {
        List<Block> blocks = Page.blocks("properties");

        assertThat(blocks).hasSizeGreaterThanOrEqualTo(10);
        for (Block block : blocks) {
            Properties properties = new Properties();
            properties.load(new StringReader(block.text()));
            Map<String, String> values = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
            assertThat(values.keySet()).as(block.place()).anyMatch(name -> name.startsWith("binds"));

            BindsReader.Result first = read(values);
            // A block may show one setting of a bind and leave out its database; without one nothing is read.
            first.listedKeys().stream()
                    .filter(key -> !first.config().binds().containsKey(key))
                    .forEach(key -> values.put("binds." + key + ".url", "jdbc:h2:mem:" + key));
            assertThat(read(values).problems()).as(block.place()).isEmpty();
        }
    }

    private static BindsReader.Result read(Map<String, String> values) {
        return BindsReader.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(values, "page", 100))
                        .build(),
                List.of());
    }

    @Test
    void dependenciesHaveTheVersionsOfTheBuild() throws IOException {
        Poms poms = Poms.read();
        List<String> shown = new ArrayList<>();
        for (Block block : Page.blocks("xml")) {
            String xml = block.text().contains("<dependency>") ? "<x>" + block.text() + "</x>" : block.text();
            Poms.all(Poms.parse(xml), "dependency").forEach(dependency -> shown.add(poms.coordinates(dependency)));
        }
        inProse("`([\\w.-]+:[\\w.-]+:\\d[\\w.]*)`").forEach(shown::add);

        assertThat(shown).hasSizeGreaterThanOrEqualTo(10);
        assertThat(poms.coordinates()).containsAll(known(shown));
        assertThat(shown).contains("io.bindkey:bindkey:" + version());
    }

    /** Of the project itself no dependency of the build has a version of its own. */
    private static List<String> known(List<String> shown) {
        return shown.stream().filter(c -> !c.startsWith("io.bindkey:")).toList();
    }

    private static String version() throws IOException {
        return Poms.all(Poms.parse(Files.readString(Page.ROOT.resolve("pom.xml"))), "version")
                .get(0)
                .getTextContent();
    }

    @Test
    void commandsNameModulesAndProfilesThatThereAre() throws IOException {
        Poms poms = Poms.read();
        List<String> commands = new ArrayList<>();
        Page.blocks("sh").forEach(block -> block.text().lines().forEach(commands::add));
        inProse("`(mvn [^`]+)`").forEach(commands::add);

        assertThat(commands).hasSizeGreaterThanOrEqualTo(8);
        for (String command : commands) {
            if (command.startsWith("java ")) {
                assertThat(command).containsAnyOf(SchemaCommand.class.getName(), "bindkey.jar --class-path");
            } else {
                assertThat(command).startsWith("mvn ");
                options(" -P(\\S+)", command)
                        .forEach(profile ->
                                assertThat(poms.profiles()).as(command).contains(profile));
                options(" -pl (\\S+)", command)
                        .forEach(module -> assertThat(Page.ROOT.resolve(module).resolve("pom.xml"))
                                .as(command)
                                .exists());
                options(" -Dtest=(\\S+)", command)
                        .forEach(test -> assertThat(classes()).as(command).contains(test));
            }
        }
    }

    private static Stream<String> options(String regex, String command) {
        return matches(regex, command).flatMap(values -> Stream.of(values.split(",")));
    }

    @Test
    void linksLeadSomewhere() {
        List<String> links = new ArrayList<>();
        for (Page page : Page.all()) {
            matches("\\]\\(([^)\\s]+)\\)", page.prose())
                    .filter(link -> !link.startsWith("https://"))
                    .forEach(link -> {
                        links.add(link);
                        String place = page.file() + ": " + link;
                        String[] parts = link.split("#", -1);
                        Path from = Page.ROOT.resolve(page.file());
                        Path target = parts[0].isEmpty()
                                ? from
                                : from.resolveSibling(parts[0]).normalize();
                        assertThat(target).as(place).exists();
                        if (parts.length > 1) {
                            assertThat(Page.read(target).anchors()).as(place).contains(parts[1]);
                        }
                    });
        }

        assertThat(links).hasSizeGreaterThan(20);
    }

    @Test
    void whatIsSaidOfTheCodeNamesClassesThatThereAre() {
        Set<String> classes = classes();
        List<String> named = Page.all().stream()
                .filter(page -> Stream.of("architecture.md", "contributing.md", "criteria.md")
                        .anyMatch(page.file()::endsWith))
                .flatMap(page -> matches("`([A-Z][a-z]+[A-Z]\\w+)(?:\\.\\w+\\(\\w*\\))?`", page.prose()))
                .filter(name -> !isOfAStandard(name))
                .toList();

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(classes).containsAll(named);
    }

    private static boolean isOfAStandard(String name) {
        return Stream.of("jakarta.persistence.", "jakarta.enterprise.inject.spi.")
                .anyMatch(prefix -> {
                    try {
                        Class.forName(prefix + name, false, PagesTest.class.getClassLoader());
                        return true;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                });
    }

    /** {@return the simple names of all classes of the extension and its tests} */
    private static Set<String> classes() {
        try (Stream<Path> files = Files.walk(Page.ROOT.resolve("extension/src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> inProse(String regex) {
        return Page.all().stream().flatMap(page -> matches(regex, page.prose()));
    }

    private static Stream<String> matches(String regex, String text) {
        return Pattern.compile(regex).matcher(text).results().map((MatchResult match) -> match.group(1));
    }
}
