// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What may be missing where BindKey was dropped. */
public final class PlaceProblems {

    private PlaceProblems() {}

    public static Problem poolMissing(String key) {
        return Problems.problem(
                56,
                "%s.url needs a connection pool, and Agroal is not on the class path. Add io.agroal:agroal-api and "
                        + "io.agroal:agroal-pool, or bindkey-all.jar instead of bindkey.jar, which has both inside, "
                        + "or name a data source in %s.datasource.",
                Problems.prefix(key),
                Problems.prefix(key));
    }

    /** {@return the problem of a container without portable extensions} */
    public static Problem noPortableExtensions() {
        return Problems.problem(
                57,
                "BindKey is a CDI portable extension, and this container (CDI Lite, as in Quarkus) has none of those, so "
                        + "nothing of BindKey would work: remove its JAR, or use a container with CDI Full, such as Weld.");
    }
}
