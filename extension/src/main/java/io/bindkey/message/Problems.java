// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be wrong with the configuration of a deployment. Its classes, the opening of its binds and others have classes of their
 * own; all of them are BINDKEY-001 to BINDKEY-099.
 *
 * <p>A code is never used for something else. Each text names the class or the property and the bind, and says what to
 * write instead.
 */
public final class Problems {

    private Problems() {}

    /**
     * {@return the problem of a bind that has neither a url nor a data source}
     *
     * @param key that may be misspelt
     * @param usedBy what the key stands on
     * @param unused the binds with a database in which nothing lives: more likely than others, one of them is meant
     * @param configured all binds with a database
     */
    public static Problem bindWithoutDatabase(
            String key, String usedBy, Collection<String> unused, Collection<String> configured) {
        return problem(
                1,
                "Bind '%s' has no database, but %s. Set %s.url or %s.datasource.%s",
                key,
                usedBy,
                prefix(key),
                prefix(key),
                Suggestion.question(key, Suggestion.nearest(key, unused).isPresent() ? unused : configured));
    }

    public static Problem unreadableValue(String property, String value, String expected) {
        return problem(5, "%s = %s cannot be read: write %s.", property, value, expected);
    }

    public static Problem unresolvableValue(String property, String reason) {
        return problem(6, "%s cannot be resolved: %s", property, reason);
    }

    public static Problem notForAllBinds(String suffix) {
        return problem(
                8,
                "binds-defaults.%s is refused: one %s cannot serve every bind. Set binds.<key>.%s for each.",
                suffix,
                suffix,
                suffix);
    }

    public static Problem invalidKey(String key, String where) {
        return invalid(key, where, "bind key");
    }

    /** {@return the problem of a replica whose name is none} */
    public static Problem invalidReplica(Owner replica) {
        return invalid(replica.name(), "in the property names of bind '" + replica.key() + "'", "name of a replica");
    }

    private static Problem invalid(String word, String where, String kind) {
        return problem(
                9,
                "'%s' %s is no %s: use letters, digits, '-', '_' and '.', beginning with a letter or digit.",
                word,
                where,
                kind);
    }

    public static Problem keysCollide(String one, String other) {
        return collide("Bind keys", one, other);
    }

    /** {@return the problem of two replicas of one bind that the environment cannot tell apart} */
    public static Problem replicasCollide(Owner one, Owner other) {
        return collide("Of bind '" + one.key() + "', the replicas", one.name(), other.name());
    }

    private static Problem collide(String kind, String one, String other) {
        return problem(
                10,
                "%s '%s' and '%s' are the same word as environment variables: rename one of them.",
                kind,
                one,
                other);
    }

    public static Problem privateMemory(Owner owner, String url) {
        return problem(
                11,
                "%s.url = %s gives each connection a database of its own. "
                        + "Name a shared one, such as jdbc:h2:mem:%s or jdbc:sqlite:file:%s?mode=memory&cache=shared.",
                owner.prefix(),
                url,
                owner.name(),
                owner.name());
    }

    public static Problem noConfiguration() {
        return problem(
                12,
                "MicroProfile Config is not there, so the binds cannot be read. Add an implementation such as "
                        + "io.smallrye.config:smallrye-config, or the server's own (Open Liberty: feature mpConfig-3.1; "
                        + "WildFly: subsystem microprofile-config-smallrye).");
    }

    /**
     * A property for the provider that BindKey itself gives to each bind.
     *
     * @param property as it was written
     * @param instead what to set for the bind, empty when there is nothing to set
     */
    public static Problem ofTheBindAlone(String property, Optional<String> instead) {
        return problem(
                13,
                "%s is refused: connections, transactions and identity of a persistence unit are those of its bind. %s.",
                property,
                instead.map(other -> "Set " + other + " instead").orElse("Remove it"));
    }

    public static Problem passwordFile(String property, String file, String reason) {
        return problem(15, "%s = %s holds no password: %s.", property, file, reason);
    }

    public static Problem credentialsUnknown(Owner owner, String reason) {
        return problem(16, "The configuration does not tell who %s connects as: %s", owner.words(), reason);
    }

    /** {@return the property prefix of a bind, quoted where the key needs it} */
    public static String prefix(String key) {
        return Owner.bind(key).prefix();
    }

    /** {@return the sentence that lists the keys there are} */
    static String knownKeys(Collection<String> known) {
        return known.isEmpty() ? "There are no binds." : "Known binds: " + String.join(", ", known) + ".";
    }

    /** Whatever stands in it, a url with credentials may have come there by mistake. */
    static Problem problem(int number, String text, Object... arguments) {
        Object[] masked = Arrays.stream(arguments)
                .map(argument -> argument instanceof String words ? Secrets.mask(words) : argument)
                .toArray();
        return new Problem(code(number), String.format(Locale.ROOT, text, masked));
    }

    static String code(int number) {
        return String.format(Locale.ROOT, "BINDKEY-%03d", number);
    }
}
