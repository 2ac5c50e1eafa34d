// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application in Java SE, with just the persistence classes, beans and properties that a test gives to it. */
final class Application implements AutoCloseable {

    private final SeContainer container;
    private final RequestContextController request;

    private Application(SeContainer container) {
        this.container = container;
        this.request = container.select(RequestContextController.class).get();
    }

    static Builder of(Class<?>... persistenceClasses) {
        return new Builder(new LinkedHashSet<>(Arrays.asList(persistenceClasses)));
    }

    static final class Builder {

        private final Set<Class<?>> persistenceClasses;
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<Extension> extensions = new ArrayList<>();
        private final List<Class<?>> beans = new ArrayList<>(List.of(Application.class));

        private Builder(Set<Class<?>> persistenceClasses) {
            this.persistenceClasses = persistenceClasses;
        }

        Builder with(String property, String value) {
            properties.put(property, value);
            return this;
        }

        /** A bind on an H2 database of its own that ends with the application. */
        Builder withH2(String key) {
            return with("binds." + key + ".url", "jdbc:h2:mem:" + key);
        }

        Builder withBeans(Class<?>... classes) {
            beans.addAll(List.of(classes));
            return this;
        }

        Builder withExtensions(Extension... more) {
            extensions.addAll(List.of(more));
            return this;
        }

        Application start() {
            ClassLoader loader = BindKeyExtension.class.getClassLoader();
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            var config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new MapSource(properties))
                    .build();
            resolver.registerConfig(config, loader);
            try {
                return new Application(SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(beans.toArray(Class<?>[]::new))
                        .addExtensions(new BindKeyExtension(ignored -> persistenceClasses))
                        .addExtensions(extensions.toArray(Extension[]::new))
                        .initialize());
            } finally {
                resolver.releaseConfig(config);
            }
        }

        /** {@return what the deployment is refused with} */
        BindsDeploymentException refused() {
            try (Application started = start()) {
                throw new AssertionError(
                        "The application started, but should have been refused: " + started.container.isRunning());
            } catch (RuntimeException e) {
                for (Throwable t = e; t != null; t = t.getCause()) {
                    if (t instanceof BindsDeploymentException refusal) {
                        return refusal;
                    }
                }
                throw e;
            }
        }
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    /** Runs something in a request context of its own. */
    void inRequest(Runnable work) {
        request.activate();
        try {
            work.run();
        } finally {
            request.deactivate();
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
