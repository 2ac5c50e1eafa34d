// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

/**
 * Whether there is a console for development.
 *
 * @param on whether there is
 * @param port of the loopback address, 0 for any that is free
 */
public record ConsoleSettings(boolean on, int port) {

    /** There is none. */
    public static final ConsoleSettings OFF = new ConsoleSettings(false, 0);
}
