// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

/** Where entities go that nothing assigns to a bind. */
public enum UnkeyedEntities {
    /** Into the default bind. */
    DEFAULT,
    /** Nowhere: somebody else manages them. */
    IGNORE,
    /** They are a deployment problem. */
    ERROR
}
