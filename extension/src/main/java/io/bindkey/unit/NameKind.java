// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

/** The kinds of things that a persistence unit knows by name, each with a name space of its own. */
public enum NameKind {
    QUERY("named query"),
    RESULT_SET_MAPPING("result-set mapping"),
    ENTITY_GRAPH("entity graph"),
    PROCEDURE("named stored procedure");

    private final String words;

    NameKind(String words) {
        this.words = words;
    }

    /** {@return the kind as messages have it} */
    public String words() {
        return words;
    }
}
