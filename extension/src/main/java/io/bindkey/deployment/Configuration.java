// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.config.BindsReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The one place that asks for MicroProfile Config, which may be missing with its API. Neither this class nor the extension
 * may have it in a signature or a lambda: Weld leaves out an extension with a type that it cannot load, and all that is seen are unsatisfied
 * injection points.
 */
final class Configuration {

    private static final Logger LOG = System.getLogger("io.bindkey");

    private Configuration() {}

    /**
     * {@return the model of the deployment, empty if there is no MicroProfile Config}
     *
     * @param persistenceClasses that were found
     * @param injectedKeys the keys that injection points ask for
     * @param loader of the application, which is not always that of the thread: see an EAR on WildFly
     */
    static Optional<DeploymentModel.Result> read(
            Set<Class<?>> persistenceClasses, Set<String> injectedKeys, ClassLoader loader) {
        return isThere(loader)
                ? Optional.of(
                        DeploymentModel.of(persistenceClasses, injectedKeys, ConfigProvider.getConfig(loader), loader))
                : Optional.empty();
    }

    /** {@return whether there is a bind of that key, with a database} */
    static boolean hasBind(String key, ClassLoader loader) {
        return isThere(loader) && BindsReader.hasDatabase(ConfigProvider.getConfig(loader), key);
    }

    private static boolean isThere(ClassLoader loader) {
        try {
            return ConfigProvider.getConfig(loader) != null;
        } catch (IllegalStateException | LinkageError noImplementation) {
            LOG.log(Level.DEBUG, "MicroProfile Config is not there", noImplementation);
            return false;
        }
    }
}
