// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.ProviderProblems;
import io.bindkey.message.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Properties that a provider would take without a word, and then not do what they say. */
final class ImpossibleProperties {

    private static final Set<String> VALIDATOR_FACTORY =
            Set.of("jakarta.persistence.validation.factory", "javax.persistence.validation.factory");
    private static final String WEAVING = "eclipselink.weaving";
    private static final Set<String> POSSIBLE_WEAVING = Set.of("false", "static");

    private ImpossibleProperties() {}

    /**
     * {@return a problem for each of them}
     *
     * @param provider its class name: properties of others have no effect
     */
    static List<Problem> in(BindSettings settings, String provider) {
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

    private static Optional<String> remedy(Map.Entry<String, String> property, String provider) {
        if (VALIDATOR_FACTORY.contains(property.getKey())) {
            return Optional.of("a text is no ValidatorFactory. Remove it, and make the factory a CDI bean");
        }
        boolean weavesLater = property.getKey().equals(WEAVING)
                && provider.startsWith("org.eclipse.persistence.")
                && !POSSIBLE_WEAVING.contains(property.getValue().toLowerCase(Locale.ROOT));
        return weavesLater
                ? Optional.of("the entities are loaded before EclipseLink could weave them. "
                        + "Weave them in the build and set it to static, or remove it")
                : Optional.empty();
    }
}
