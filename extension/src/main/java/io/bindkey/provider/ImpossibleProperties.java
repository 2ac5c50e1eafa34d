// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.ProviderProblems;
import io.bindkey.message.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Properties that a provider would take without a word, and then not do what they say. */
public final class ImpossibleProperties {

    /** No set: WildFly Preview makes of each {@code javax} in an application's classes {@code jakarta}, also in texts. */
    private static final List<String> VALIDATOR_FACTORY =
            List.of("jakarta.persistence.validation.factory", "javax.persistence.validation.factory");

    private ImpossibleProperties() {}

    /**
     * {@return a problem for each of them}
     *
     * @param settings of the bind
     * @param provider of the unit: properties of others have no effect
     */
    public static List<Problem> in(BindSettings settings, Provider provider) {
        return settings.providerProperties().entrySet().stream()
                .flatMap(entry -> remedy(entry, provider)
                        .map(remedy -> ProviderProblems.cannotBeHad(
                                settings.key(),
                                entry.getKey(),
                                Secrets.mask(entry.getValue(), settings.passwords()),
                                remedy))
                        .stream())
                .toList();
    }

    private static Optional<String> remedy(Map.Entry<String, String> property, Provider provider) {
        if (VALIDATOR_FACTORY.contains(property.getKey())) {
            return Optional.of("a text is no ValidatorFactory. Remove it, and make the factory a CDI bean");
        }
        return provider.remedyForImpossible(property.getKey(), property.getValue());
    }
}
