// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The one place that asks MicroProfile Config, which may be missing with its API. The extension itself must not have it in
 * a signature: Weld leaves out an extension with a type that it cannot load, and all that is seen are unsatisfied
 * injection points.
 */
final class Configuration {

    private static final Logger LOG = System.getLogger("io.bindkey");

    private Configuration() {}

    /**
     * {@return the model of the deployment, empty if there is no MicroProfile Config}
     *
     * @param persistenceClasses that were found
     * @param loader of the application, which is not always that of the thread: see an EAR on WildFly
     */
    static Optional<DeploymentModel.Result> read(Set<Class<?>> persistenceClasses, ClassLoader loader) {
        return of(loader).map(config -> DeploymentModel.of(persistenceClasses, config, loader));
    }

    private static Optional<Config> of(ClassLoader loader) {
        try {
            return Optional.of(ConfigProvider.getConfig(loader));
        } catch (IllegalStateException | LinkageError noImplementation) {
            LOG.log(Level.DEBUG, "MicroProfile Config is not there", noImplementation);
            return Optional.empty();
        }
    }
}
