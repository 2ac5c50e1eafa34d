// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.deployment.BindKeyExtension;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** Starts applications. */
final class Containers {

    private Containers() {}

    static SeContainer start(Map<String, String> properties, Class<?> bean) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "application", 100))
                .build();
        resolver.registerConfig(config, Containers.class.getClassLoader());
        try {
            return SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addBeanClasses(bean)
                    .addExtensions(new BindKeyExtension())
                    .initialize();
        } finally {
            resolver.releaseConfig(config);
        }
    }
}
