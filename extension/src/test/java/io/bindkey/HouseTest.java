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
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.SchemaValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of the house: what a room may know, and how large a class may become. */
@AnalyzeClasses(packages = "io.bindkey", importOptions = DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.bindkey..")
            .layer("command")
            .definedBy("io.bindkey.command")
            .layer("deployment")
            .definedBy("io.bindkey.deployment")
            .layer("router")
            .definedBy("io.bindkey.router")
            .layer("schema")
            .definedBy("io.bindkey.schema")
            .layer("context")
            .definedBy("io.bindkey.context")
            .layer("unit")
            .definedBy("io.bindkey.unit")
            .layer("config")
            .definedBy("io.bindkey.config")
            .layer("message")
            .definedBy("io.bindkey.message")
            .layer("api")
            .definedBy("io.bindkey")
            .whereLayer("command")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("deployment")
            .mayOnlyBeAccessedByLayers("command")
            .whereLayer("router")
            .mayOnlyBeAccessedByLayers("deployment")
            .whereLayer("schema")
            .mayOnlyBeAccessedByLayers("deployment")
            .whereLayer("context")
            .mayOnlyBeAccessedByLayers("deployment", "router", "schema")
            .whereLayer("unit")
            .mayOnlyBeAccessedByLayers("deployment", "router", "schema", "context")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("deployment", "router", "schema", "context", "unit")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers(
                    "command", "deployment", "router", "schema", "context", "unit", "config", "message")
            .whereLayer("api")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CIRCLE =
            slices().matching("io.bindkey.(*)").should().beFreeOfCycles();

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
            .haveNameNotMatching("io\\.bindkey\\.unit\\.Pool\\w*(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agroal..");

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
    void noClassIsLongerThan400LinesButTheEntityManager() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> long_ = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Router.java"))
                    .filter(file -> lines(file) > 400)
                    .map(Path::toString)
                    .toList();
            assertThat(long_).isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
