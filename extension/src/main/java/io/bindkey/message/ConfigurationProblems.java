// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;

/** What can be wrong with the names of properties, and with properties that stand beside each other. */
public final class ConfigurationProblems {

    private ConfigurationProblems() {}

    /** {@return the problem of a bind or replica that is given twice} Both say where they come from: it may be from somebody else. */
    public static Problem urlAndDatasource(Owner owner, String url, String datasource) {
        return Problems.problem(
                2, "%s has both %s and %s: keep the one that is meant.", owner.subject(), url, datasource);
    }

    public static Problem onlyWithUrl(Owner owner, String property) {
        return Problems.problem(
                3,
                "%s works only with %s.url, but %s has a data source that somebody else configures: remove it.",
                property,
                owner.prefix(),
                owner.words());
    }

    /**
     * {@return the problem of a name that means nothing}
     *
     * @param prefix that the name and those that would have been right begin with
     * @param rest of the name
     * @param known the rests that would have been right
     */
    public static Problem unknownProperty(String prefix, String rest, Collection<String> known) {
        String suggestion = Suggestion.nearest(rest, known)
                .map(near -> " Did you mean '" + prefix + near + "'?")
                .orElse("");
        return Problems.problem(4, "Unknown property %s%s.%s", prefix, rest, suggestion);
    }

    public static Problem twoSpellings(String one, String other) {
        return Problems.problem(7, "%s and %s mean the same and have different values: keep one.", one, other);
    }

    public static Problem passwordTwice(Owner owner, String password, String file) {
        return Problems.problem(
                14, "%s has both %s and %s: keep the one that is meant.", owner.subject(), password, file);
    }

    /**
     * {@return the problem of a bind or replica that is named by an environment variable alone}
     *
     * @param variable its name
     * @param guess whose it may be
     * @param word the key or the replica's name, in lower case and with underscores
     * @param suffix of the property
     */
    public static Problem variableWithoutKey(String variable, Owner guess, String word, String suffix) {
        boolean ofReplica = guess.replica().isPresent();
        String kind = ofReplica ? "replica" : "bind";
        return Problems.problem(
                31,
                "%s is for a %s that nothing else names, and does not tell its %s: that may be %s, %s or another. "
                        + "Set a property of the %s by its name as well, such as %s.%s, or remove the variable.",
                variable,
                kind,
                ofReplica ? "name" : "key",
                guess.name(),
                word,
                kind,
                guess.prefix(),
                suffix);
    }
}
