// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.CrossBindException;
import io.bindkey.UnknownBindException;
import io.bindkey.UnroutableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls whose bind cannot be known, or would be two, BINDKEY-100 to BINDKEY-117, and criteria queries. */
public final class RoutingFailures {

    private RoutingFailures() {}

    public static UnknownBindException unknownBind(String key, Collection<String> known) {
        return new UnknownBindException(Failures.text(
                100, "There is no bind '%s'. %s%s", key, Problems.knownKeys(known), Suggestion.question(key, known)));
    }

    public static IllegalArgumentException noEntity(Class<?> type) {
        return new IllegalArgumentException(Failures.text(101, "%s is not an entity of any bind.", type.getName()));
    }

    public static IllegalArgumentException noEntityName(String name, Collection<String> known) {
        return new IllegalArgumentException(
                Failures.text(102, "'%s' is not an entity of any bind.%s", name, Suggestion.question(name, known)));
    }

    /** {@return the failure of a statement over several binds} The map has entity names and bind keys in text order. */
    public static CrossBindException crossBind(Map<String, String> bindsByEntity) {
        String pairs = bindsByEntity.entrySet().stream()
                .map(e -> e.getKey() + " in bind '" + e.getValue() + "'")
                .collect(Collectors.joining(", "));
        return new CrossBindException(Failures.text(
                103,
                "One statement cannot touch two databases, but this one names %s. "
                        + "Use one statement for each bind, or put the entities in one bind.",
                pairs));
    }

    public static UnroutableException ambiguousEntityName(String name, List<String> owners) {
        return new UnroutableException(Failures.text(
                104,
                "The entity name '%s' is %s. Give one of them @Entity(name = \"…\"), "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                name,
                String.join(" and ", owners)));
    }

    /** {@return the failure of naming a superclass or interface of entities in several binds} */
    public static UnroutableException supertypeOfSeveralBinds(String name, List<String> owners) {
        return new UnroutableException(Failures.text(
                105,
                "'%s' stands for entities of several binds: %s. Name one of them, "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                name,
                String.join(" and ", owners)));
    }

    public static UnroutableException ambiguousName(String kind, String name, List<String> owners) {
        return new UnroutableException(Failures.text(
                106,
                "The %s '%s' is declared twice: %s. Rename one of them, "
                        + "or use the bind's own @Bound(\"key\") EntityManager.",
                kind,
                name,
                String.join(" and ", owners)));
    }

    public static IllegalArgumentException noSuchName(String kind, String name, Collection<String> known) {
        return new IllegalArgumentException(
                Failures.text(107, "No bind has a %s '%s'.%s", kind, name, Suggestion.question(name, known)));
    }

    public static UnroutableException nativeWithoutBind(String what, Collection<String> known) {
        return new UnroutableException(Failures.text(
                108,
                "%s gives no entity and so no bind. Use the @Bound(\"key\") EntityManager of one. %s",
                what,
                Problems.knownKeys(known)));
    }

    public static UnroutableException nothingNamed(String statement, Collection<String> known) {
        return new UnroutableException(Failures.text(
                109,
                "The statement [%s] names no entity, and there is no default bind. "
                        + "Use the @Bound(\"key\") EntityManager of one. %s",
                statement,
                Problems.knownKeys(known)));
    }

    /** {@return the failure of unwrapping what belongs to the router} The last is the type to be injected instead. */
    public static IllegalStateException cannotUnwrap(Class<?> type, Collection<String> known, String bound) {
        String example = known.stream().findFirst().orElse("key");
        return new IllegalStateException(Failures.text(
                112,
                "The router stands for several binds and has no %s of its own. "
                        + "Inject @Bound(\"%s\") %s and unwrap that.",
                type.getName(),
                example,
                bound));
    }

    public static UnroutableException criteriaWithoutEntity() {
        return new UnroutableException(Failures.text(
                113, "The criteria query has no root, and so no bind. Use the @Bound(\"key\") EntityManager of one."));
    }

    public static UnroutableException graphWithoutBind() {
        return new UnroutableException(Failures.text(
                114,
                "The entity graph does not tell its entity. Use find(Class, …) with the graph as a hint, "
                        + "or the @Bound(\"key\") EntityManager of its bind."));
    }

    /** {@return the failure of asking the metamodel for a type that several binds share} */
    public static UnroutableException typeOfSeveralBinds(Class<?> type, Collection<String> keys) {
        return new UnroutableException(Failures.text(
                116,
                "%s belongs to several binds: %s. Inject the @Bound(\"key\") Metamodel of one.",
                type.getName(),
                String.join(", ", keys)));
    }

    public static IllegalArgumentException noManagedType(Class<?> type) {
        return new IllegalArgumentException(
                Failures.text(117, "%s is not a managed type of any bind.", type.getName()));
    }

    /** {@return the failure of handing a criteria query to the entity manager of another bind} */
    public static IllegalArgumentException criteriaOfOtherBind(String entity, String owner, String key) {
        return new IllegalArgumentException(Failures.text(
                130,
                "This criteria query names %s and so belongs to bind '%s', but the entity manager is that of bind '%s'. "
                        + "Use @Bound(\"%s\") EntityManager, or the router.",
                entity,
                owner,
                key,
                owner));
    }

    /** {@return the failure of a question that a criteria object cannot answer before it belongs to a bind} */
    public static IllegalStateException criteriaWithoutBind() {
        return new IllegalStateException(Failures.text(
                131,
                "Nothing has decided yet which bind this criteria object belongs to, so it cannot answer. "
                        + "Call from(Entity.class) first."));
    }

    public static UnroutableException queryWithoutBind(String name) {
        return new UnroutableException(Failures.text(
                138,
                "The query to be named '%s' does not tell its bind. "
                        + "Name it with the @Bound(\"key\") EntityManagerFactory of one.",
                name));
    }
}
