// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.TransactionOutcome;
import io.bindkey.commit.Completion;
import io.bindkey.commit.CompletionListener;
import io.bindkey.commit.WritePolicy;
import io.bindkey.config.AcrossBinds;
import io.bindkey.config.BindsReader;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.MappingFile;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.UnitDefinition;
import io.bindkey.unit.UnitEnvironment;
import io.bindkey.unit.Units;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.ContextNotActiveException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Units and their contexts, without a container: for what is decided before any of them is opened. */
public final class UnopenedUnits {

    private final Optional<TransactionServices> services;
    private final ContainerManagedContexts contexts;

    public UnopenedUnits(Optional<TransactionServices> services) {
        this.services = services;
        this.contexts = new ContainerManagedContexts(
                services,
                Recovery.NONE,
                new WritePolicy(AcrossBinds.FAIL, services.isPresent(), Telemetry.NONE),
                new Completion(nobody(), Telemetry.NONE),
                noRequest());
    }

    public ContainerManagedContexts contexts() {
        return contexts;
    }

    /**
     * {@return the units of all binds in the properties}
     *
     * @param entities by the keys of their binds
     * @param mappingFiles the same
     */
    public Units of(
            Map<String, String> properties,
            Map<String, List<Class<?>>> entities,
            Map<String, List<MappingFile>> mappingFiles) {
        BindsReader.Result read = BindsReader.read(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build(),
                List.of());
        List<UnitDefinition> definitions = new ArrayList<>();
        read.config().binds().forEach((key, settings) -> {
            List<Class<?>> ofBind = entities.getOrDefault(key, List.of());
            definitions.add(new UnitDefinition(
                    settings,
                    ofBind,
                    ofBind,
                    mappingFiles.getOrDefault(key, List.of()),
                    UnopenedUnits.class.getClassLoader(),
                    root()));
        });
        List<Problem> problems = new ArrayList<>();
        Units units = Units.prepare(
                definitions,
                new UnitEnvironment(
                        services.map(manager -> manager),
                        Recovery.NONE,
                        contexts.hooks(),
                        Telemetry.NONE,
                        new Object(),
                        Optional::empty,
                        name -> Optional.empty(),
                        false,
                        () -> {
                            throw new IllegalStateException("No unit is opened here");
                        },
                        opened -> {}),
                problems);
        assertThat(problems).isEmpty();
        return units;
    }

    private static URL root() {
        try {
            return URI.create("file:/").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CurrentRequest noRequest() {
        return new CurrentRequest() {
            @Override
            public RequestContext get() {
                throw new ContextNotActiveException();
            }

            @Override
            public @Nullable RequestContext ifTouched() {
                return null;
            }

            @Override
            public boolean isActive() {
                return false;
            }
        };
    }

    /** {@return who hears of the end of transactions, and does nothing} */
    static CompletionListener nobody() {
        return new CompletionListener() {
            @Override
            public void before(String key) {}

            @Override
            public void after(String key, TransactionOutcome outcome) {}
        };
    }
}
