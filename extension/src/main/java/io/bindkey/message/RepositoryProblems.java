// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;

/** What can be wrong with repositories, and with what else asks for a persistence unit by its name. */
public final class RepositoryProblems {

    private RepositoryProblems() {}

    /** {@return the problem of a repository whose one session would have to be of two binds} */
    public static Problem severalBinds(String repository, Collection<String> entities) {
        return Problems.problem(
                193,
                "%s has entities of several binds (%s), but its session belongs to one. Write one repository for each bind, "
                        + "or an interface without @Repository that has a method EntityManager entityManager(), with @HQL and @Find of "
                        + "Hibernate: the router then chooses a bind for each of its methods.",
                repository,
                String.join(", ", entities));
    }

    public static Problem unknownDataStore(String repository, String dataStore, Collection<String> known) {
        return Problems.problem(
                194,
                "%s has @Repository(dataStore = \"%s\"), but there is no such bind. %s%s",
                repository,
                dataStore,
                Problems.knownKeys(known),
                Suggestion.question(dataStore, known));
    }

    public static Problem contradictingDataStore(String repository, String dataStore, String entity, String bind) {
        return Problems.problem(
                195,
                "%s has @Repository(dataStore = \"%s\"), but its entity %s is in bind '%s'. Leave dataStore out, or correct one "
                        + "of them.",
                repository,
                dataStore,
                entity,
                bind);
    }

    public static Problem entityOfNoBind(String repository, String entity) {
        return Problems.problem(
                196,
                "The repository %s is about %s, which is in no bind. Add @BindKey(\"…\") to it, or let persistence.xml list it.",
                repository,
                entity);
    }

    /** {@return the problem of a repository that nothing tells the bind of} */
    public static Problem noEntity(String repository) {
        return Problems.problem(
                197,
                "The methods of the repository %s name no entity, and there is no default bind. "
                        + "Write @Repository(dataStore = \"…\") with the key of its bind.",
                repository);
    }

    /** {@return the warning about a repository that somebody serves who knows no binds} */
    public static Problem notGenerated(String repository, String entity, String bind) {
        return Problems.problem(
                198,
                "The repository %s of %s in bind '%s' has no class that Hibernate's annotation processor generated. Another "
                        + "provider of Jakarta Data knows the server's data sources and persistence units, but no bind. Write "
                        + "@Repository(provider = \"Hibernate\"), and add hibernate-processor (of Hibernate 6: "
                        + "hibernate-jpamodelgen) to the annotation processors of the build.",
                repository,
                entity,
                bind);
    }

    /** {@return the warning about a persistence context that no bind gives by injection} */
    public static Problem otherContext(String place, String unit) {
        return Problems.problem(
                199,
                "%s is not answered with bind '%s': it wants an extended or unsynchronized persistence context, or "
                        + "properties of its own. Inject @Bound(\"%s\") EntityManagerFactory, and call createEntityManager().",
                place,
                unit,
                unit);
    }
}
