// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import io.bindkey.it.servers.app.RestApplication;
import io.bindkey.it.servers.library.Named;
import io.bindkey.it.servers.rules.Contract;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The one application that all servers get, in its packagings. */
final class TestArchive {

    private static final String CONFIGURATION = "microprofile-config.properties";
    static final String IN_ARCHIVE = "META-INF/" + CONFIGURATION;

    private TestArchive() {}

    /** No descriptor, no {@code beans.xml}, no {@code persistence.xml}. */
    static WebArchive war(String... moreProperties) {
        return war(libraries(), moreProperties);
    }

    /** The one file alone in the place of the extension and its pool. */
    static WebArchive warWithOneFile() {
        Stream<File> others = Stream.of(libraries())
                .filter(file -> !file.getName().matches("(bindkey|agroal-api|agroal-pool)\\.jar"));
        File oneFile = new File(System.getProperty("one-file.directory"), "bindkey-all.jar");
        return war(Stream.concat(Stream.of(oneFile), others).toArray(File[]::new));
    }

    private static WebArchive war(File[] libraries, String... moreProperties) {
        return application("names.war")
                .addAsLibrary(library())
                .addAsLibraries(libraries)
                .addAsResource(new StringAsset(configuration() + String.join("\n", moreProperties)), IN_ARCHIVE);
    }

    private static String configuration() {
        try (InputStream in = TestArchive.class.getClassLoader().getResourceAsStream(CONFIGURATION)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The extension, what it needs, the configuration and a part of the entities are in {@code lib}. */
    static EnterpriseArchive ear(Class<?> test) {
        return ShrinkWrap.create(EnterpriseArchive.class, "names-ear.ear")
                .addAsLibrary(library().addAsResource(CONFIGURATION, IN_ARCHIVE))
                .addAsLibraries(libraries())
                .addAsModule(Testable.archiveToTest(application("names.war").addClass(test)));
    }

    private static WebArchive application(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addPackage(RestApplication.class.getPackage())
                .addClasses(ServerTest.class, ApplicationTest.class);
    }

    /** The application with constraints, without libraries. */
    static WebArchive rules(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addPackage(Contract.class.getPackage())
                .addClass(ValidationTest.class);
    }

    static StringAsset rulesConfiguration() {
        return new StringAsset("""
                binds.default.url = jdbc:h2:mem:rules
                binds.default.schema.strategy = create
                """);
    }

    private static JavaArchive library() {
        return ShrinkWrap.create(JavaArchive.class, "library.jar").addPackage(Named.class.getPackage());
    }

    /**
     * {@return a {@code persistence.xml} with one unit of those classes, which makes its tables on the server's data source}
     *
     * <p>It names no provider, so it gets the server's.
     */
    static StringAsset persistenceXml(String unit, Class<?>... classes) {
        String listed = Stream.of(classes)
                .map(type -> "<class>" + type.getName() + "</class>")
                .collect(Collectors.joining("\n    "));
        return new StringAsset("""
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="%s" transaction-type="JTA">
                    <jta-data-source>java:comp/DefaultDataSource</jta-data-source>
                    %s
                    <exclude-unlisted-classes>true</exclude-unlisted-classes>
                    <properties>
                      <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                    </properties>
                  </persistence-unit>
                </persistence>
                """.formatted(unit, listed));
    }

    /** The extension with its pool, the driver, what the tests need, and the provider if it is the application's own. */
    static File[] libraries() {
        return Stream.of("libraries.directory", "provider.directory")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .flatMap(folder ->
                        Stream.of(Objects.requireNonNull(new File(folder).listFiles(), () -> folder + " is not there")))
                .toArray(File[]::new);
    }
}
