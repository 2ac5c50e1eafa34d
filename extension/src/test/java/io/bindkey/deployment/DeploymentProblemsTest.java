// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.AfterCompletion;
import io.bindkey.BindKey;
import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Crossing;
import io.bindkey.deployment.Entities.CrossingInside;
import io.bindkey.deployment.Entities.GenericCrossing;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.MovedAdmin;
import io.bindkey.deployment.Entities.SameQueryName;
import io.bindkey.deployment.Entities.SecondInvoice;
import io.bindkey.deployment.Entities.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployment is refused with, word for word. */
class DeploymentProblemsTest {

    private static final String ENTITIES = "io.bindkey.deployment.Entities$";

    @Entity
    @BindKey("auht")
    static class Auht1 {
        @Id
        Long id;
    }

    @Entity
    @BindKey("auht")
    static class Auht2 {
        @Id
        Long id;
    }

    @Entity
    @BindKey("auht")
    static class Auht3 {
        @Id
        Long id;
    }

    @Entity
    @BindKey("auht")
    static class Auht4 {
        @Id
        Long id;
    }

    @Entity
    @BindKey("auht")
    static class Auht5 {
        @Id
        Long id;
    }

    @Entity
    @BindKey("auht")
    static class Auht6 {
        @Id
        Long id;
    }

    @Test
    void aKeyWithoutConfigurationNamesTheEntityAndBothSpellings() {
        assertThat(Application.of(Invoice.class, User.class)
                        .withH2("default")
                        .withH2("atuh")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-001: Bind 'auth' has no database, but " + ENTITIES
                        + "User lives in it. Set binds.auth.url or binds.auth.datasource. Did you mean 'atuh'?");
    }

    @Test
    void aKeyThatIsMisspeltOnClassesNamesSomeOfThemAndTheBindThatIsUsedByOthers() {
        assertThat(Application.of(
                                User.class,
                                Auht1.class,
                                Auht2.class,
                                Auht3.class,
                                Auht4.class,
                                Auht5.class,
                                Auht6.class)
                        .withH2("auth")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-001: Bind 'auht' has no database, but "
                        + IntStream.rangeClosed(1, 5)
                                .mapToObj(i -> getClass().getName() + "$Auht" + i)
                                .collect(Collectors.joining(", "))
                        + " and 1 more live in it. Set binds.auht.url or binds.auht.datasource. Did you mean 'auth'?");
    }

    @Test
    void aBindWithPropertiesButNoDatabase() {
        assertThat(Application.of(Invoice.class)
                        .withH2("default")
                        .with("binds.auth.pool.max-size", "3")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-001: Bind 'auth' has no database, but has other "
                        + "properties. Set binds.auth.url or binds.auth.datasource.");
    }

    @Test
    void aHierarchyOverTwoBinds() {
        assertThat(Application.of(User.class, MovedAdmin.class)
                        .withH2("auth")
                        .withH2("admin")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-020: " + ENTITIES
                        + "MovedAdmin is in bind 'admin', but extends the entity " + ENTITIES
                        + "User of bind 'auth': one entity hierarchy lives in one bind. Give both the same @BindKey, or make "
                        + ENTITIES + "User a @MappedSuperclass.");
    }

    @Test
    void anAssociationOverTwoBinds() {
        assertThat(Application.of(Invoice.class, Crossing.class)
                        .withH2("default")
                        .withH2("auth")
                        .refused())
                .hasMessage(
                        "1 problem with the binds:\n  BINDKEY-021: " + ENTITIES
                                + "Crossing.invoice associates an entity of bind 'auth' with " + ENTITIES
                                + "Invoice of bind 'default'. Put both in one bind, or keep the other's id as a plain attribute.");
    }

    @Test
    void anAssociationInsideAnEmbeddableOrOfAGenericSuperclassIsFoundToo() {
        assertThat(Application.of(Invoice.class, CrossingInside.class, GenericCrossing.class, User.class)
                        .withH2("default")
                        .withH2("auth")
                        .refused()
                        .problems())
                .extracting(Object::toString)
                .containsExactly(
                        "BINDKEY-021: " + ENTITIES
                                + "Owned.owner associates " + ENTITIES + "GenericCrossing of bind 'default' with "
                                + ENTITIES
                                + "User of bind 'auth'. Put both in one bind, or keep the other's id as a plain attribute.",
                        "BINDKEY-021: " + ENTITIES
                                + "Links.invoices associates " + ENTITIES + "CrossingInside of bind 'auth' with "
                                + ENTITIES
                                + "Invoice of bind 'default'. Put both in one bind, or keep the other's id as a plain attribute.");
    }

    @Test
    void namesThatOneBindHasTwice() {
        assertThat(Application.of(Invoice.class, SecondInvoice.class, SameQueryName.class)
                        .withH2("default")
                        .refused()
                        .problems())
                .extracting(Object::toString)
                .containsExactly(
                        "BINDKEY-022: Bind 'default' has two entities named 'Invoice': " + ENTITIES + "Invoice and "
                                + ENTITIES + "SecondInvoice. Give one of them @Entity(name = \"…\").",
                        "BINDKEY-023: Bind 'default' has the named query 'Invoice.all' twice, on " + ENTITIES
                                + "Invoice and on " + ENTITIES + "SameQueryName: rename one of them.");
    }

    @Test
    void anUnkeyedEntityWithoutADefaultBind() {
        assertThat(Application.of(Invoice.class, User.class).withH2("auth").refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-024: " + ENTITIES
                        + "Invoice belongs to no bind, and there is no default bind. Add @BindKey(\"…\") to it, or set "
                        + "binds.default.url, or binds-settings.unkeyed-entities = ignore if others manage it.");
    }

    @ApplicationScoped
    static class WantsUnknownBinds {
        @Inject
        @Bound("auht")
        EntityManager entityManager;

        @Inject
        @Bound("other")
        Instance<EntityManager> lookup;
    }

    @Test
    void anInjectionPointForAnUnknownBind() {
        assertThat(Application.of(Invoice.class, User.class)
                        .withH2("default")
                        .withH2("auth")
                        .withBeans(WantsUnknownBinds.class)
                        .refused()
                        .problems())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "BINDKEY-030: io.bindkey.deployment.DeploymentProblemsTest$WantsUnknownBinds.entityManager asks "
                                + "for @Bound(\"auht\"), but there is no such bind. Known binds: default, auth. "
                                + "Did you mean 'auth'?",
                        "BINDKEY-030: io.bindkey.deployment.DeploymentProblemsTest$WantsUnknownBinds.lookup asks "
                                + "for @Bound(\"other\"), but there is no such bind. Known binds: default, auth.");
    }

    static class HearsNothing {
        void told(@Observes @Bound("auht") AfterCompletion event) {}
    }

    @Test
    void anObserverOfAnUnknownBind() {
        assertThat(Application.of(Invoice.class)
                        .withH2("default")
                        .withH2("auth")
                        .withBeans(HearsNothing.class)
                        .refused()
                        .problems())
                .extracting(Object::toString)
                .containsExactly("BINDKEY-030: An observer in io.bindkey.deployment.DeploymentProblemsTest$HearsNothing"
                        + " asks for @Bound(\"auht\"), but there is no such bind. Known binds: default, auth."
                        + " Did you mean 'auth'?");
    }

    @Test
    void recoverySettingsWithoutNarayana() {
        assertThat(Application.of(Invoice.class)
                        .withH2("default")
                        .with("binds-settings.transactions.node-name", "one")
                        .refused()
                        .problems())
                .extracting(Object::toString)
                .containsExactly(
                        "BINDKEY-055: binds-settings.transactions.node-name works only with Narayana on the class"
                                + " path, and there is none in use: remove it. A server's transaction manager is configured in the"
                                + " server.");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertThat(Application.of(Invoice.class, Crossing.class, User.class, MovedAdmin.class)
                        .withH2("default")
                        .withH2("auth")
                        .with("binds.auth.pool.maxsize", "3")
                        .with("binds.default.schema.strategy", "craete")
                        .with("binds.reports.url", "jdbc:unheard:of?password=hush")
                        .with("binds.files.datasource", "jdbc/files")
                        .with("binds.far.url", "jdbc:h2:tcp://127.0.0.1:1/x")
                        .with("binds.far.pool.acquisition-timeout", "1s")
                        .with("binds.sealed.url", "jdbc:h2:mem:sealed")
                        .with("binds.sealed.password-file", "/nowhere/at/all")
                        .withBeans(WantsUnknownBinds.class)
                        .refused()
                        .problems())
                .extracting(problem -> problem.code())
                .containsExactly(
                        "BINDKEY-004", // pool.maxsize
                        "BINDKEY-005", // craete
                        "BINDKEY-020", // MovedAdmin
                        "BINDKEY-001", // admin
                        "BINDKEY-021", // Crossing
                        "BINDKEY-030",
                        "BINDKEY-030",
                        "BINDKEY-042", // jdbc/files
                        "BINDKEY-040", // unheard
                        "BINDKEY-043", // far
                        "BINDKEY-015"); // sealed
    }

    @Test
    void aDriverThatIsNotThere() {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.url", "jdbc:unheard://me:secret@host/db?password=hush")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-040: No JDBC driver on the class path takes "
                        + "binds.default.url = jdbc:unheard://***@host/db?password=*** (there: org.h2.Driver). "
                        + "Add the driver's JAR, or name its class in binds.default.driver.");
    }

    @Test
    void otherProblemsLeaveEmbeddedDatabasesUnmade(@TempDir Path folder) {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.url", "jdbc:h2:file:" + folder.resolve("new"))
                        .with("binds.default.schema.strategy", "create")
                        .with("binds.default.start", "soon")
                        .refused()
                        .problems())
                .extracting(problem -> problem.code())
                .containsExactly("BINDKEY-005");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void credentialsInAnyPropertyAreMasked() {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.datasource", "jdbc:postgresql://me:hush@host/db?password=hush")
                        .with("binds.a.url", "jdbc:h2:mem:a")
                        .with("binds.a.driver", "jdbc:postgresql://me:hush@host/db?password=hush")
                        .with("binds.a.classes", "jdbc:postgresql://me:hush@host/db?password=hush")
                        .with("binds.a.mapping-files", "jdbc:postgresql://me:hush@host/db?password=hush")
                        .with("binds.b.url", "jdbc:h2:mem:b")
                        .with("binds.b.provider", "jdbc:postgresql://me:hush@host/db?password=hush")
                        .refused())
                .hasMessageContainingAll("BINDKEY-026", "BINDKEY-029", "BINDKEY-041", "BINDKEY-042", "BINDKEY-045")
                .hasMessageNotContaining("hush");
    }

    @Test
    void aDataSourceThatIsNotThere() {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.datasource", "jdbc/main")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-042: binds.default.datasource = jdbc/main: neither a "
                        + "CDI bean @Named(\"jdbc/main\") of type DataSource nor a JNDI entry (Need to specify class name "
                        + "in environment or system property, or in an application resource file: "
                        + "java.naming.factory.initial). Produce a DataSource that is @Named(\"jdbc/main\"), or set the url of "
                        + "the bind instead.");
    }

    @Test
    void aDatabaseThatDoesNotAnswerShowsNoPassword() {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.url", "jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=hush")
                        .with("binds.default.password", "secret")
                        .with("binds.default.pool.acquisition-timeout", "1s")
                        .refused())
                .hasMessageStartingWith("1 problem with the binds:\n  BINDKEY-043: The database of bind 'default' "
                        + "(jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=***) cannot be reached: ")
                .hasMessageEndingWith("Set binds.default.on-failure = degrade to start the application without it.")
                .hasMessageNotContainingAny("hush", "secret");
    }

    @Test
    void aDialectThatIsNotThereNamesItsJar() {
        assertThat(Application.of(Invoice.class)
                        .with("binds.default.url", "jdbc:pretended:SQLite")
                        .with("binds.default.driver", PretendedDriver.class.getName())
                        .refused())
                .hasMessageStartingWith(
                        "1 problem with the binds:\n  BINDKEY-046: The persistence unit of bind 'default'"
                                + " cannot be built: ")
                .hasMessageContaining("HibernateException: Unable to determine Dialect ")
                .hasMessageEndingWith(
                        " There is no dialect for SQLite. Add org.hibernate.orm:hibernate-community-dialects:"
                                + org.hibernate.Version.getVersionString()
                                + " to the class path, or set binds.default.properties.\"hibernate.dialect\".");
    }

    @Entity
    static class WithoutId {
        String name;
    }

    @Test
    void aUnitThatCannotBeBuiltNamesTheTypeOfTheFailure() {
        assertThat(Application.of(WithoutId.class).withH2("default").refused())
                .hasMessageStartingWith(
                        "1 problem with the binds:\n  BINDKEY-046: The persistence unit of bind 'default'"
                                + " cannot be built: AnnotationException: Entity '" + WithoutId.class.getName()
                                + "' has no identifier");
    }

    @Test
    void aTransactionManagerThatIsNotThere() {
        assertThat(Application.of(Invoice.class)
                        .withH2("default")
                        .with("binds.default.transaction", "xa")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-047: binds.default.transaction = xa needs a "
                        + "transaction manager, and none was found. Add one, such as "
                        + "org.jboss.narayana.jta:narayana-jta, or set resource-local.");
    }

    @Test
    void aProviderThatIsNotThere() {
        assertThat(Application.of(Invoice.class)
                        .withH2("default")
                        .with("binds.default.provider", "org.example.Provider")
                        .refused())
                .hasMessage("1 problem with the binds:\n  BINDKEY-045: binds.default.provider = org.example.Provider "
                        + "cannot be used: there is no such class.");
    }
}
