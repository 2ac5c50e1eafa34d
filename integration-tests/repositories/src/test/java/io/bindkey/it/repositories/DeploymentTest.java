// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is told of repositories before an application serves. */
class DeploymentTest {

    private static void refuses(String message, Map<String, String> properties, Class<?>... beans) {
        assertThatThrownBy(() -> Shop.open(with(properties), beans).close())
                .isInstanceOf(DeploymentException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("binds-defaults.transaction", "resource-local");
        return properties;
    }

    @Test
    void aRepositoryOfTwoBindsIsRefused() {
        refuses(
                "BINDKEY-193: io.bindkey.it.repositories.OfTwoBinds has entities of several binds"
                        + " (io.bindkey.it.repositories.Login of bind 'auth', io.bindkey.it.repositories.Purchase of bind"
                        + " 'shop'), but its session belongs to one. Write one repository for each bind, or an interface"
                        + " without @Repository that has a method EntityManager entityManager(), with @HQL and @Find of"
                        + " Hibernate: the router then chooses a bind for each of its methods.",
                Map.of(),
                OfTwoBinds_.class);
    }

    @Test
    void soIsADaoWithASessionOfTwoBinds() {
        refuses("BINDKEY-193: io.bindkey.it.repositories.SessionDao", Map.of(), SessionDao_.class);
    }

    @Test
    void anUnknownDataStoreIsRefused() {
        refuses(
                "BINDKEY-194: io.bindkey.it.repositories.Misspelt has @Repository(dataStore = \"ahop\"), but there is no such"
                        + " bind. Known binds: default, auth, shop. Did you mean 'shop'?",
                Map.of(),
                Misspelt_.class);
    }

    @Test
    void aDataStoreThatContradictsTheEntityIsRefused() {
        refuses(
                "BINDKEY-195: io.bindkey.it.repositories.Contradiction has @Repository(dataStore = \"shop\"), but its entity"
                        + " io.bindkey.it.repositories.Login is in bind 'auth'. Leave dataStore out, or correct one of"
                        + " them.",
                Map.of(),
                Contradiction_.class);
    }

    @Test
    void anEntityOfNoBindIsRefused() {
        Map<String, String> withoutNotes = Map.of("binds-settings.unkeyed-entities", "ignore", "binds.default.url", "");
        refuses(
                "BINDKEY-196: The repository io.bindkey.it.repositories.Notes is about io.bindkey.it.repositories.Note, which"
                        + " is in no bind. Add @BindKey(\"…\") to it, or let persistence.xml list it.",
                withoutNotes,
                Notes_.class);
        refuses("BINDKEY-196: The repository io.bindkey.it.repositories.NoteDao", withoutNotes, NoteDao_.class);
    }

    static class Foreign {
        /** {@return an entity manager that nobody may ask} */
        @Produces
        EntityManager foreign() {
            return (EntityManager) Proxy.newProxyInstance(
                    Foreign.class.getClassLoader(),
                    new Class<?>[] {EntityManager.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "toString" -> "a foreign one";
                        default -> throw new AssertionError(method);
                    });
        }
    }

    /** Only what is of a bind is ours. */
    @Test
    void aDaoOfOtherEntitiesHasTheEntityManagerThatItWouldHaveWithoutUs() {
        try (Shop shop = Shop.open(
                with(Map.of("binds-settings.unkeyed-entities", "ignore", "binds.default.url", "")),
                NoteDao_.class,
                Foreign.class)) {
            assertThat(shop.get(NoteDao.class).entityManager()).hasToString("a foreign one");
        }
    }

    @Test
    void whereNothingTellsTheBindItIsTheDefaultOne() throws Exception {
        try (Shop shop = Shop.open(with(Map.of()), Untold_.class)) {
            shop.inRequest(() -> assertThat(shop.get(Untold.class).notes()).isZero());
        }
        refuses(
                "BINDKEY-197: The methods of the repository io.bindkey.it.repositories.Untold name no entity, and there is no"
                        + " default bind. Write @Repository(dataStore = \"…\") with the key of its bind.",
                Map.of("binds-settings.unkeyed-entities", "ignore", "binds.default.url", ""),
                Untold_.class);
    }

    /** All of them at once. */
    @Test
    void eachProblemIsTold() {
        assertThatThrownBy(() -> Shop.open(with(Map.of()), OfTwoBinds_.class, Misspelt_.class, Contradiction_.class)
                        .close())
                .hasMessageContainingAll("BINDKEY-193", "BINDKEY-194", "BINDKEY-195");
    }

    static class Reader {
        @Inject
        Instance<Elsewhere> elsewhere;

        @Inject
        Logins logins;
    }

    @Test
    void aRepositoryOfAnotherProviderIsWarnedOf() {
        List<String> warnings = warnings(
                () -> Shop.open(with(Map.of()), Reader.class, Logins_.class).close());

        assertThat(warnings)
                .containsExactly("BINDKEY-198: The repository io.bindkey.it.repositories.Elsewhere of"
                        + " io.bindkey.it.repositories.Login in bind 'auth' has no class that Hibernate's annotation"
                        + " processor generated. Another provider of Jakarta Data knows the server's data sources and"
                        + " persistence units, but no bind. Write @Repository(provider = \"Hibernate\"), and add"
                        + " hibernate-processor (of Hibernate 6: hibernate-jpamodelgen) to the annotation processors of the"
                        + " build.");
    }

    /** {@return what BindKey warns of meanwhile, by codes} */
    static List<String> warnings(Runnable work) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord event) {
                if (event.getMessage().startsWith("BINDKEY-19")) {
                    warnings.add(event.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.bindkey");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
