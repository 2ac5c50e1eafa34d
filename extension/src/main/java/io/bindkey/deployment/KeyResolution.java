// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.ClassProblems;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the bind key of a class: the one that annotations give, then what the configuration says. */
final class KeyResolution {

    private final AnnotatedKeys annotated;
    private final Iterable<BindSettings> binds;
    private final List<Problem> problems;

    /**
     * @param annotated what the annotations say
     * @param binds the configured binds, which may claim classes and packages
     * @param problems receives classes that two binds claim
     */
    KeyResolution(AnnotatedKeys annotated, Iterable<BindSettings> binds, List<Problem> problems) {
        this.annotated = annotated;
        this.binds = binds;
        this.problems = problems;
    }

    /** {@return the key that annotations or the configuration give, empty for an unkeyed class} */
    Optional<String> keyOf(Class<?> type) {
        return annotated.of(type).or(() -> configured(type));
    }

    /** A class by its own name first, then by its nearest package. */
    private Optional<String> configured(Class<?> type) {
        String best = "";
        BindSettings owner = null;
        for (BindSettings bind : binds) {
            String claim = claim(bind, type.getName());
            if (owner != null && !claim.isEmpty() && claim.equals(best)) {
                problems.add(ClassProblems.claimedTwice(claim, owner.key(), bind.key()));
            } else if (claim.length() > best.length()) {
                best = claim;
                owner = bind;
            }
        }
        return Optional.ofNullable(owner).map(BindSettings::key);
    }

    /** {@return the longest name by which a bind claims a class, the empty string when it does not} */
    static String claim(BindSettings bind, String className) {
        if (bind.classes().contains(className)) {
            return className;
        }
        return bind.packages().stream()
                // A package includes its subpackages, but "a.b" is no prefix of "a.bc".
                .filter(name -> className.startsWith(name + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }
}
