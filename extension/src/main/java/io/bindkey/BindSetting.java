// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * A property that is set for a bind. Immutable.
 *
 * @param property its whole name, as it was found; not null
 * @param value what was found, with every secret masked; not null
 * @param source the configuration source that has it, by the name that MicroProfile Config gives it; not null
 * @since 1.0
 */
public record BindSetting(String property, String value, String source) {}
