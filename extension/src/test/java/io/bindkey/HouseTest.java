// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import jakarta.persistence.SchemaValidationException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of the house: what a room may know, and how large a class may become. */
@AnalyzeClasses(packages = "io.bindkey", importOptions = DoNotIncludeTests.class)
class HouseTest {

    private static final Path SOURCES = Path.of("src/main/java/io/bindkey");

    /** Each room with those that it may know: arrows point from the application towards the words. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            room("command", "deployment", "doctor", "schema", "unit", "config", "message"),
            room("doctor", "schema", "migration", "unit", "provider", "database", "config", "message"),
            room(
                    "deployment",
                    "deployment.scan",
                    "operation",
                    "console",
                    "repository",
                    "router",
                    "routes",
                    "schema",
                    "request",
                    "context",
                    "commit",
                    "transaction",
                    "unit",
                    "provider",
                    "platform",
                    "telemetry",
                    "config",
                    "message"),
            room("deployment.scan"),
            room("request", "context"),
            room("operation", "unit", "database", "config", "message"),
            room("console", "router", "routes", "schema", "unit", "database", "telemetry", "config", "message"),
            room("repository", "provider", "message"),
            room("router", "criteria", "routes", "context", "managers", "unit", "provider", "config", "message"),
            room("criteria", "routes", "unit", "provider", "config", "message"),
            room("schema", "context", "unit", "provider", "cluster", "database", "telemetry", "config", "message"),
            room(
                    "context",
                    "reading",
                    "managers",
                    "commit",
                    "transaction",
                    "unit",
                    "database",
                    "telemetry",
                    "config",
                    "message"),
            room("reading", "managers", "commit", "unit", "database", "config", "message"),
            room("managers", "commit", "unit"),
            room("commit", "transaction", "unit", "provider", "database", "telemetry", "config", "message"),
            room("routes", "unit", "provider", "telemetry", "config", "message"),
            room("transaction", "unit", "provider", "platform", "database", "config", "message"),
            room(
                    "unit",
                    "watch",
                    "replica",
                    "cluster",
                    "provider",
                    "migration",
                    "database",
                    "platform",
                    "telemetry",
                    "config",
                    "message"),
            room("watch", "database", "config", "message"),
            room("cluster", "database", "config", "message"),
            room("replica", "database", "telemetry", "config", "message"),
            room("provider", "platform", "config", "message"),
            room("telemetry"),
            room("migration", "config", "message"),
            room("database", "jdbc", "telemetry", "config", "message"),
            room("jdbc"),
            room("platform"),
            room("config", "message"),
            room("message"));

    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_ROOM = 3000;

    /** A connection and a statement have as many methods as they have. */
    private static final Set<String> LONG_FILES = Set.of(
            "DelegatingConnection.java",
            "WatchedCallableStatement.java",
            "WatchedPreparedStatement.java",
            "WatchedStatement.java");

    private static Map.Entry<String, Set<String>> room(String name, String... known) {
        return Map.entry(name, Set.of(known));
    }

    /** The public API is known to all, and knows nobody. */
    @ArchTest
    static void arrowsPointOneWay(JavaClasses classes) {
        List<String> wrong = new ArrayList<>();
        ROOMS.forEach((room, known) -> wrong.addAll(noClasses()
                .that()
                .resideInAPackage("io.bindkey." + room)
                .should()
                .dependOnClassesThat(resideInAPackage("io.bindkey..")
                        .and(not(resideInAPackage("io.bindkey")))
                        .and(not(resideInAPackage("io.bindkey." + room)))
                        .and(not(resideInAnyPackage(
                                known.stream().map(name -> "io.bindkey." + name).toArray(String[]::new)))))
                .evaluate(classes)
                .getFailureReport()
                .getDetails()));
        assertThat(wrong).isEmpty();
        noClasses()
                .that()
                .resideInAPackage("io.bindkey")
                .should()
                .dependOnClassesThat(resideInAPackage("io.bindkey.*.."))
                .check(classes);
    }

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CIRCLE =
            slices().matching("io.bindkey.(**)").should().beFreeOfCycles();

    /** Nor do the classes of a room: nested ones count as the class that they are in. */
    @ArchTest
    static final ArchRule CLASSES_FORM_NO_CIRCLE =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    private static final class TopLevelClasses implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String name = javaClass.getName();
            int nested = name.indexOf('$');
            return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    }

    /** A newcomer reads the first sentence of each. */
    @Test
    void everyRoomIsKnownAndSaysItsJobInOneSentence() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            Map<String, String> jobs = folders.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> !file.equals(SOURCES.resolve("package-info.java")))
                    .collect(toMap(HouseTest::roomOf, HouseTest::read));
            assertThat(jobs.keySet()).isEqualTo(ROOMS.keySet());
            assertThat(jobs.values()).allMatch(text -> text.contains("Not API") && text.contains("/** "));
        }
    }

    private static String roomOf(Path file) {
        return Objects.requireNonNullElse(SOURCES.relativize(file).getParent(), Path.of(""))
                .toString()
                .replace(File.separatorChar, '.');
    }

    @ArchTest
    static final ArchRule HIBERNATE_IS_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Hibernate")
            .and()
            .haveNameNotMatching(".*\\.Hibernate\\w+\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hibernate..");

    @ArchTest
    static final ArchRule ECLIPSELINK_IS_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("EclipseLink")
            .and()
            .haveNameNotMatching(".*\\.EclipseLink\\w+\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.persistence..");

    /** What changes without notice: each class says why there is no other way. */
    @ArchTest
    static final ArchRule INTERNALS_OF_HIBERNATE_ARE_KNOWN_TO_FEW = noClasses()
            .that()
            .haveNameNotMatching("io\\.bindkey\\.schema\\.Hibernate(Mapping|Sequences)(\\$.*)?")
            .and()
            .haveNameNotMatching("io\\.bindkey\\.provider\\.Hibernate(JtaPlatform|SchemaDoor)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hibernate..internal..");

    /** Where providers are named outside of their room, and why. */
    private static final Map<String, String> NAMES_OF_PROVIDERS = Map.of(
            "command/ServerLibraries.java", "coordinates in a repository",
            "database/CallSite.java", "frames of a stack, of providers as of servers",
            "config/UnitProperties.java", "the user's properties, looked at before it is known which provider there is",
            "deployment/LibertyValidatorFactory.java", "Hibernate Validator, which is no such provider",
            "deployment/scan/ClassScan.java", "classes to leave out; the scan knows no other room",
            "message/ProviderProblems.java", "what a user is told to write",
            "platform/Platform.java", "what an administrator is told to add");

    private static final Pattern LITERAL_OR_COMMENT =
            Pattern.compile("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|//.*|/\\*[\\s\\S]*?\\*/");

    private static final Pattern PROVIDER =
            Pattern.compile("org[./]hibernate\\b|org[./]eclipse[./]persistence\\b|\\b(hibernate|eclipselink)\\.");

    /** Not by types, and not by names either: these, too, are another provider's affair, or another version's. */
    @Test
    void providersAreNamedOnlyInTheirRoom() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !roomOf(file).equals("provider"))
                            .filter(HouseTest::namesProvider)
                            .map(file -> SOURCES.relativize(file).toString().replace(File.separatorChar, '/')))
                    .containsExactlyInAnyOrderElementsOf(NAMES_OF_PROVIDERS.keySet());
        }
    }

    private static boolean namesProvider(Path file) {
        return LITERAL_OR_COMMENT
                .matcher(read(file))
                .results()
                .map(MatchResult::group)
                .anyMatch(
                        text -> text.startsWith("\"") && PROVIDER.matcher(text).find());
    }

    @ArchTest
    static final ArchRule MIGRATION_TOOLS_ARE_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Flyway")
            .and()
            .haveSimpleNameNotStartingWith("Liquibase")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.flywaydb..", "liquibase..");

    @ArchTest
    static final ArchRule NARAYANA_IS_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Narayana")
            .and()
            .haveNameNotMatching(".*\\.Narayana\\w+\\$.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.arjuna..", "org.jboss..");

    @ArchTest
    static final ArchRule THE_POOL_IS_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveNameNotMatching("io\\.bindkey\\.database\\.Pool\\w*(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agroal..");

    @ArchTest
    static final ArchRule LISTENERS_ARE_KNOWN_ONLY_WHERE_THE_NAME_SAYS_SO = noClasses()
            .that()
            .haveNameNotMatching("io\\.bindkey\\.telemetry\\.(OpenTelemetry|Micrometer|FlightRecorder)\\w*(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..", "io.micrometer..", "jdk.jfr..");

    @ArchTest
    static final ArchRule BEAN_VALIDATION_IS_KNOWN_ONLY_WHERE_A_SERVER_NEEDS_IT = noClasses()
            .that()
            .haveNameNotMatching("io\\.bindkey\\.deployment\\.LibertyValidatorFactory(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.validation..");

    @ArchTest
    static final ArchRule CONFIGURATION_NEEDS_NO_IMPLEMENTATION =
            noClasses().should().dependOnClassesThat(resideInAPackage("io.smallrye.."));

    /** But for those that only carry on: problems that have their codes, differences, and the cause of an exception. */
    @ArchTest
    static final ArchRule MESSAGES_COME_FROM_ONE_ROOM = noClasses()
            .that()
            .resideOutsideOfPackages("io.bindkey", "io.bindkey.message")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Throwable.class)))
                    .and(target(owner(resideInAnyPackage("io.bindkey", "jakarta.persistence", "jakarta.enterprise.."))))
                    .and(not(target(owner(assignableTo(BindsDeploymentException.class)))))
                    .and(not(target(owner(assignableTo(SchemaValidationException.class))))));

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule EXCEPTIONS_ARE_API =
            classes().that().haveSimpleNameEndingWith("Exception").should().resideInAPackage("io.bindkey");

    @Test
    void noFileIsTooLong() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> lines(file) > LINES_OF_A_FILE)
                            .map(file -> file.getFileName().toString()))
                    .isSubsetOf(LONG_FILES);
        }
    }

    @Test
    void noRoomIsTooLarge() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, Long> sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(groupingBy(HouseTest::roomOf, summingLong(HouseTest::lines)));
            assertThat(sizes)
                    .allSatisfy((room, size) ->
                            assertThat(size).as("lines of the room " + room).isLessThanOrEqualTo(LINES_OF_A_ROOM));
        }
    }

    /** A newer compiler than that of most builds does not compile what has such a comment. */
    @Test
    void noCommentIsBesideWhatItIsAbout() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).matches("(?s).*\\*/\\s*/\\*\\*.*")))
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        return read(file).lines().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
