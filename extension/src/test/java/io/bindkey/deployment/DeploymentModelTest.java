// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindKey;
import io.bindkey.deployment.Entities.Admin;
import io.bindkey.deployment.Entities.GenericInside;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.Shown;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.keyed.Keyed;
import io.bindkey.deployment.keyed.inner.deeper.Deep;
import io.bindkey.deployment.keyedother.Plain;
import io.bindkey.unit.UnitDefinition;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentModelTest {

    private final Map<String, String> properties = new LinkedHashMap<>();
    private ClassLoader loader = DeploymentModelTest.class.getClassLoader();

    private DeploymentModelTest with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    private DeploymentModelTest withBinds(String... keys) {
        for (String key : keys) {
            with("binds." + key + ".url", "jdbc:h2:mem:" + key);
        }
        return this;
    }

    private DeploymentModel.Result of(Class<?>... classes) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new MapSource(properties))
                .build();
        return DeploymentModel.of(Arrays.asList(classes), config, loader);
    }

    private Map<String, List<String>> entitiesByBind(Class<?>... classes) {
        DeploymentModel.Result result = of(classes);
        assertThat(result.problems()).isEmpty();
        Map<String, List<String>> byBind = new TreeMap<>();
        result.definitions()
                .forEach(d -> byBind.put(
                        d.key(), d.entities().stream().map(Class::getSimpleName).toList()));
        return byBind;
    }

    private List<String> managed(String key, Class<?>... classes) {
        return of(classes).definitions().stream()
                .filter(definition -> definition.key().equals(key))
                .map(UnitDefinition::managedClasses)
                .flatMap(List::stream)
                .map(Class::getSimpleName)
                .toList();
    }

    @Nested
    class AnEntityIsInTheBind {

        @Test
        void ofItsOwnKeyElseItsSuperclassElseItsPackageElseAnEnclosingPackage() {
            withBinds("default", "auth", "own", "base");
            assertThat(entitiesByBind(
                            Keyed.class, Keyed.Own.class, Keyed.Based.class, Deep.class, Plain.class, Invoice.class))
                    .isEqualTo(Map.of(
                            "default", List.of("Invoice", "Plain"),
                            "auth", List.of("Keyed", "Deep"),
                            "own", List.of("Own"),
                            "base", List.of("Based")));
        }

        @Test
        void ofAMappedSuperclassUnlessItOverrides() {
            withBinds("default", "auth", "meta");
            assertThat(entitiesByBind(Setting.class, Shown.class, User.class, Admin.class))
                    .isEqualTo(Map.of(
                            "default", List.of("Shown"),
                            "auth", List.of("Admin", "User"),
                            "meta", List.of("Setting")));
        }

        @Test
        void thatTheConfigurationNamesByPackageOrClass() {
            withBinds("default", "auth", "plain", "invoices")
                    .with("binds.plain.packages", "io.bindkey.deployment.keyedother")
                    .with("binds.invoices.classes", Invoice.class.getName());
            assertThat(entitiesByBind(Plain.class, Invoice.class, Keyed.class).entrySet())
                    .extracting(Object::toString)
                    // The annotation counts before the configuration.
                    .contains("auth=[Keyed]", "plain=[Plain]", "invoices=[Invoice]");
        }

        @Test
        void ofTheNearestPackageAndNotOfAMerePrefix() {
            withBinds("default", "a", "b")
                    .with("binds.a.packages", "io.bindkey, io.bindkey.deployment.keyedoth")
                    .with("binds.b.packages", "io.bindkey.deployment.keyedother");
            assertThat(entitiesByBind(Plain.class, Invoice.class))
                    .isEqualTo(Map.of("default", List.of(), "a", List.of("Invoice"), "b", List.of("Plain")));
        }

        @Test
        void butNotOfTwoThatClaimTheSame() {
            withBinds("a", "b")
                    .with("binds.a.classes", Plain.class.getName())
                    .with("binds.b.classes", Plain.class.getName());
            assertThat(of(Plain.class).problems())
                    .extracting(Object::toString)
                    .containsExactly(
                            "BINDKEY-025: io.bindkey.deployment.keyedother.Plain is claimed by bind 'a' and by "
                                    + "bind 'b' in the configuration: keep one.");
        }

        @Test
        void evenIfOnlyTheConfigurationOrAnAssociationShowsIt() {
            withBinds("default", "plain").with("binds.plain.classes", Plain.class.getName());
            assertThat(entitiesByBind(GenericInside.class))
                    .isEqualTo(Map.of("default", List.of("GenericInside", "Invoice"), "plain", List.of("Plain")));
        }

        @Test
        void unlessTheClassIsNotThere() {
            withBinds("default").with("binds.default.classes", "a.Typo");
            assertThat(of().problems())
                    .extracting(Object::toString)
                    .containsExactly(
                            "BINDKEY-026: binds.default.classes names the class a.Typo, which is not on the class "
                                    + "path.");
        }
    }

    @Nested
    class AnUnkeyedEntity {

        @Test
        void isLeftOutWhenTheUserSaysSo() {
            withBinds("default", "auth").with("binds-settings.unkeyed-entities", "ignore");
            assertThat(entitiesByBind(Invoice.class, User.class))
                    .isEqualTo(Map.of("default", List.of(), "auth", List.of("User")));
        }

        @Test
        void isRefusedWhenTheUserSaysSo() {
            withBinds("default").with("binds-settings.unkeyed-entities", "error");
            assertThat(of(Invoice.class).problems())
                    .extracting(Object::toString)
                    .containsExactly("BINDKEY-027: io.bindkey.deployment.Entities$Invoice has no @BindKey, and "
                            + "binds-settings.unkeyed-entities = error. Add @BindKey(\"…\") to it, "
                            + "@BindKey(BindKey.DEFAULT) for the default bind.");
        }

        @Test
        void isLeftToTheApplicationsOwnUnitWhereThereIsNoDefaultBind(@TempDir Path folder) throws IOException {
            persistenceXml(folder, "<class>" + Invoice.class.getName() + "</class>");
            withBinds("auth");
            assertThat(entitiesByBind(Invoice.class, User.class)).isEqualTo(Map.of("auth", List.of("User")));
        }

        @Test
        void isRefusedWhenTheApplicationsOwnUnitAndTheDefaultBindBothHaveIt(@TempDir Path folder) throws IOException {
            persistenceXml(folder, "<class>" + Invoice.class.getName() + "</class>");
            withBinds("default");
            assertThat(of(Invoice.class).problems())
                    .extracting(Object::toString)
                    .containsExactly(
                            "BINDKEY-028: io.bindkey.deployment.Entities$Invoice of bind 'default' is also managed "
                                    + "by the persistence unit 'own' of persistence.xml. Add "
                                    + "<exclude-unlisted-classes>true</exclude-unlisted-classes> there, or remove its <class>,"
                                    + " or remove persistence.xml.");
        }

        private void persistenceXml(Path folder, String content) throws IOException {
            Path file = folder.resolve("META-INF/persistence.xml");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "<persistence xmlns=\"https://jakarta.ee/xml/ns/persistence\" version=\"3.0\">"
                            + "<persistence-unit name=\"own\">" + content + "</persistence-unit></persistence>");
            URL url = folder.toUri().toURL();
            loader = new URLClassLoader(new URL[] {url}, loader);
        }
    }

    @Embeddable
    static class Address {
        City city;
    }

    @Embeddable
    static class City {
        String name;
    }

    @Embeddable
    static class Key {
        long number;
    }

    @Converter(autoApply = true)
    static class ForAll implements AttributeConverter<StringBuilder, String> {
        @Override
        public String convertToDatabaseColumn(StringBuilder attribute) {
            return attribute.toString();
        }

        @Override
        public StringBuilder convertToEntityAttribute(String column) {
            return new StringBuilder(column);
        }
    }

    @Converter(autoApply = true)
    @BindKey("auth")
    static class ForAuth extends ForAll {}

    @Converter
    static class Named extends ForAll {}

    @Entity(name = "Person")
    static class Person {
        @EmbeddedId
        Key key;

        @ElementCollection
        Set<Address> addresses;

        @Convert(converter = Named.class)
        StringBuilder name;
    }

    @Entity(name = "Login")
    @BindKey("auth")
    static class Login {
        @Id
        Long id;

        Map<String, City> ignored;
    }

    @Nested
    class AUnitHas {

        @Test
        void whatItsEntitiesNeedAndTheConvertersForAll() {
            withBinds("default", "auth");
            Class<?>[] classes = {
                Person.class,
                Login.class,
                Address.class,
                City.class,
                Key.class,
                ForAll.class,
                ForAuth.class,
                Named.class
            };
            assertThat(managed("default", classes))
                    .containsExactly("Address", "City", "ForAll", "Key", "Named", "Person");
            assertThat(managed("auth", classes)).containsExactly("City", "ForAll", "ForAuth", "Login");
        }

        @Test
        void theMappedSuperclassesOfItsEntities() {
            withBinds("default", "meta");
            assertThat(managed("meta", Setting.class, Shown.class)).containsExactly("Meta", "Setting", "WithId");
            assertThat(managed("default", Setting.class, Shown.class)).containsExactly("Meta", "Shown", "WithId");
        }
    }
}
