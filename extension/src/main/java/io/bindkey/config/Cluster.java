// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

/** What kind of cluster the database of a bind is: servers that all take writes. */
public enum Cluster {
    /** MariaDB or MySQL with Galera. */
    GALERA;

    /** {@return the word as the configuration has it} */
    public String word() {
        return "galera";
    }
}
