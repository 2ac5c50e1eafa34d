// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios.criteria;

import jakarta.persistence.EntityManager;
import java.util.Set;

/** The scenarios that fail on a provider itself, and so by way of the router, too. */
final class ProviderDefects {

    private static final Set<String> OF_ECLIPSELINK = Set.of(
            // Takes its own subquery for no selection.
            "a subquery in the selection");

    private ProviderDefects() {}

    static Set<String> of(EntityManager bound) {
        boolean eclipseLink = bound.getCriteriaBuilder().getClass().getName().startsWith("org.eclipse.");
        return eclipseLink ? OF_ECLIPSELINK : Set.of();
    }
}
