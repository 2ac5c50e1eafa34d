// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

/** What the command tells the shell. */
final class ExitCode {

    private ExitCode() {}

    static final int FAILED = 3;
}
