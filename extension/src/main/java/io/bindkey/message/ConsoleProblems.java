// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What may keep the console for development from being there. */
public final class ConsoleProblems {

    private ConsoleProblems() {}

    /** {@return the problem of a console that is switched on in production} */
    public static Problem inProduction(String console, String property, String profile) {
        return Problems.problem(
                230,
                "%s = true is refused, for %s = %s: the console is for development. Set it only where that is, "
                        + "as by %%dev.%s = true.",
                console,
                property,
                profile,
                console);
    }

    /** {@return the problem of a console that cannot be served; the application works without it} */
    public static Problem notServed(String reason) {
        return Problems.problem(232, "The console cannot be served: %s.", reason);
    }
}
