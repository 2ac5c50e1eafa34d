// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

/** What the command tells the shell. */
final class ExitCode {

    private ExitCode() {}

    static final int DONE = 0;

    /** The validation found differences, or the doctor what it warns of. */
    static final int FOUND = 1;

    static final int MISUSED = 2;
    static final int FAILED = 3;
}
