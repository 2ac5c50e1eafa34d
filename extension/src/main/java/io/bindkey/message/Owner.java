// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.util.List;
import java.util.Optional;

/**
 * Whose properties are meant: those of a bind, or of one of its replicas.
 *
 * @param key of the bind
 * @param replica its name, empty for the bind itself
 */
public record Owner(String key, Optional<String> replica) {

    /** Stands between the prefix of a bind and the names of its replicas. */
    public static final String REPLICAS = "replicas.";

    /** {@return the bind of that key} */
    public static Owner bind(String key) {
        return new Owner(key, Optional.empty());
    }

    /** {@return the replica of that name of a bind} */
    public static Owner replica(String key, String name) {
        return new Owner(key, Optional.of(name));
    }

    /** {@return the bind, for a replica the one that it belongs to} */
    public Owner withoutReplica() {
        return bind(key);
    }

    /** {@return the name of the replica, else the key} */
    public String name() {
        return replica.orElse(key);
    }

    /** {@return the prefixes of its properties in every spelling that is asked for, the one for messages first} */
    public List<String> prefixes() {
        List<String> ofBind = spellings("binds.", key);
        return replica.map(name -> ofBind.stream()
                        .flatMap(prefix -> spellings(prefix + "." + REPLICAS, name).stream())
                        .toList())
                .orElse(ofBind);
    }

    /** Unquoted, the first part of a word with dots would be the word. */
    private static List<String> spellings(String before, String word) {
        String quoted = before + "\"" + word + "\"";
        return word.indexOf('.') < 0 ? List.of(before + word, quoted) : List.of(quoted);
    }

    /** {@return the prefix of its properties, quoted where that is needed} */
    public String prefix() {
        return prefixes().get(0);
    }

    /** {@return what it is and how it is called} */
    String words() {
        String bind = "bind '" + key + "'";
        return replica.map(name -> "replica '" + name + "' of " + bind).orElse(bind);
    }

    /** {@return the same at the beginning of a sentence} */
    String subject() {
        return Character.toUpperCase(words().charAt(0)) + words().substring(1);
    }
}
