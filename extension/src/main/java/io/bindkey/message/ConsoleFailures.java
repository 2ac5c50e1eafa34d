// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

/** What the console for development refuses. */
public final class ConsoleFailures {

    private ConsoleFailures() {}

    /** {@return the failure of trying out what does not only read} */
    public static IllegalArgumentException notReading() {
        return new IllegalArgumentException(Failures.text(
                231, "The console runs only queries that read: write one that begins with SELECT or FROM."));
    }

    /** {@return why a request is not answered} */
    public static String refused(String reason) {
        return Failures.text(
                233, "%s. Open the address that the log of io.bindkey shows, on the same machine.", reason);
    }
}
