// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.BindSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a container must hand to each of its units, as {@code PersistenceProvider.createContainerEntityManagerFactory} has
 * it. Uses no class of Bean Validation, which need not be there.
 */
final class ContainerProperties {

    private static final String VALIDATOR_FACTORY = "jakarta.validation.ValidatorFactory";

    private ContainerProperties() {}

    /**
     * {@return the properties by which the provider gets at the beans of the application}
     *
     * @param provider the class loader of the provider
     */
    static Map<String, @Nullable Object> of(UnitEnvironment environment, BindSettings settings, ClassLoader provider) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.bean.manager", environment.beanManager());
        if (settings.validates()) {
            environment
                    .validatorFactory()
                    .get()
                    .filter(factory -> isValidatorFactory(factory, provider))
                    .ifPresent(factory -> properties.put("jakarta.persistence.validation.factory", factory));
        }
        return properties;
    }

    /** An application may have a Bean Validation of its own, with which the provider of a server can do nothing. */
    private static boolean isValidatorFactory(Object factory, ClassLoader provider) {
        try {
            return Class.forName(VALIDATOR_FACTORY, false, provider).isInstance(factory);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
