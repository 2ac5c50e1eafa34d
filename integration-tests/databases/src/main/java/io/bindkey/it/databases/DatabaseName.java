// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.util.regex.Pattern;

/** A database's name that needs no quotes in SQL, no escapes in a URL, and means the same to every server. */
record DatabaseName(String value) {

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    DatabaseName {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a plain database name (lower-case letters, digits, underscores): " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
