// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaOpsException;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.User;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.ProviderUtil;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    /** What happened to the factories of the recording provider, which is made by its class name alone. */
    private static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();

    /** Makes factories that only record that they are closed; some fail. */
    public static final class RecordingProvider implements PersistenceProvider {

        @Override
        public EntityManagerFactory createContainerEntityManagerFactory(PersistenceUnitInfo info, Map<?, ?> map) {
            String key = info.getPersistenceUnitName();
            Object failing = map.get("fail");
            if ("open".equals(failing)) {
                throw new IllegalArgumentException("no such dialect");
            }
            EVENTS.add("open " + key);
            return (EntityManagerFactory) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EntityManagerFactory.class}, (proxy, method, args) -> {
                        if (method.getName().equals("close")) {
                            EVENTS.add("close " + key);
                            if ("close".equals(failing)) {
                                throw new IllegalStateException("close fails");
                            }
                        }
                        return null;
                    });
        }

        @Override
        public @Nullable EntityManagerFactory createEntityManagerFactory(String unit, @Nullable Map<?, ?> map) {
            return null;
        }

        @Override
        public void generateSchema(PersistenceUnitInfo info, Map<?, ?> map) {}

        @Override
        public boolean generateSchema(String unit, Map<?, ?> map) {
            return false;
        }

        @Override
        public @Nullable ProviderUtil getProviderUtil() {
            return null;
        }

        @Override
        public @Nullable EntityManagerFactory createEntityManagerFactory(
                jakarta.persistence.PersistenceConfiguration configuration) {
            return null;
        }
    }

    private final Application.Builder application = Application.of(Invoice.class, User.class, Setting.class)
            .withH2("default")
            .withH2("auth")
            .withH2("meta")
            .with("binds-defaults.provider", RecordingProvider.class.getName());

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void unitsAreClosedInReverseOrderAlsoWhenOneFails() {
        application.with("binds.auth.properties.fail", "close").start().close();
        assertThat(EVENTS)
                .filteredOn(event -> event.startsWith("close"))
                .containsExactly("close meta", "close auth", "close default");
    }

    @Test
    void unitsThatWereOpenedAreClosedWhenAnotherCannotBe() {
        assertThat(application.with("binds.auth.properties.fail", "open").refused())
                .hasMessage("1 problem with the binds:\n"
                        + "  BINDKEY-046: The persistence unit of bind 'auth' cannot be built: no such dialect");
        assertThat(List.copyOf(EVENTS))
                .containsExactlyInAnyOrder("open default", "open meta", "close meta", "close default");
    }

    @Test
    void schemaOperationsSayThatTheyNeedHibernate() {
        try (Application app = application.start()) {
            assertThatThrownBy(() -> app.get(SchemaOps.class).create("auth"))
                    .isInstanceOf(SchemaOpsException.class)
                    .hasMessage(
                            "BINDKEY-160: SchemaOps.create() failed in bind 'auth': BINDKEY-164: SchemaOps.create() on "
                                    + "bind 'auth' is not possible with its provider "
                                    + RecordingProvider.class.getName()
                                    + ": Hibernate ORM has all of SchemaOps, EclipseLink create, drop and script.");
        }
    }

    @Test
    void aLazyUnitIsOpenedAtFirstUseOnly() {
        try (Application app = application.with("binds.auth.start", "lazy").start()) {
            assertThat(EVENTS).containsExactlyInAnyOrder("open default", "open meta");
            app.get(Binds.class).get("auth").entityManagerFactory();
            assertThat(EVENTS).contains("open auth");
        }
        assertThat(EVENTS)
                .filteredOn(event -> event.startsWith("close"))
                .containsExactly("close meta", "close auth", "close default");
    }
}
