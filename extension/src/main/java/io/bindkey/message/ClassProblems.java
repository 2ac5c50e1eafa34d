// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;

/** What can be wrong with the classes of the application: to which bind they belong, and what they are called. */
public final class ClassProblems {

    private ClassProblems() {}

    public static Problem hierarchyAcrossBinds(String subclass, String bind, String root, String rootBind) {
        return Problems.problem(
                20,
                "%s is in bind '%s', but extends the entity %s of bind '%s': one entity hierarchy lives in one bind. "
                        + "Give both the same @BindKey, or make %s a @MappedSuperclass.",
                subclass,
                bind,
                root,
                rootBind,
                root);
    }

    /** {@return the problem of an association} Its owner may be an embeddable or a mapped superclass of the entity. */
    public static Problem associationAcrossBinds(
            String owner, String attribute, String entity, String bind, String target, String targetBind) {
        return Problems.problem(
                21,
                "%s.%s associates %s of bind '%s' with %s of bind '%s'. "
                        + "Put both in one bind, or keep the other's id as a plain attribute.",
                owner,
                attribute,
                owner.equals(entity) ? "an entity" : entity,
                bind,
                target,
                targetBind);
    }

    public static Problem entityNameTwice(String name, String bind, String one, String other) {
        return Problems.problem(
                22,
                "Bind '%s' has two entities named '%s': %s and %s. Give one of them @Entity(name = \"…\").",
                bind,
                name,
                one,
                other);
    }

    public static Problem queryNameTwice(String kind, String name, String bind, String one, String other) {
        return Problems.problem(
                23,
                "Bind '%s' has the %s '%s' twice, on %s and on %s: rename one of them.",
                bind,
                kind,
                name,
                one,
                other);
    }

    public static Problem unkeyedEntity(String entity) {
        return Problems.problem(
                24,
                "%s belongs to no bind, and there is no default bind. Add @BindKey(\"…\") to it, or set "
                        + "binds.default.url, or binds-settings.unkeyed-entities = ignore if others manage it.",
                entity);
    }

    public static Problem claimedTwice(String type, String one, String other) {
        return Problems.problem(
                25, "%s is claimed by bind '%s' and by bind '%s' in the configuration: keep one.", type, one, other);
    }

    public static Problem classNotFound(String property, String name) {
        return Problems.problem(26, "%s names the class %s, which is not on the class path.", property, name);
    }

    public static Problem unkeyedForbidden(String entity) {
        return Problems.problem(
                27,
                "%s has no @BindKey, and binds-settings.unkeyed-entities = error. Add @BindKey(\"…\") to it, "
                        + "@BindKey(BindKey.DEFAULT) for the default bind.",
                entity);
    }

    public static Problem entityOfContainerUnit(String entity, String bind, String unit) {
        return Problems.problem(
                28,
                "%s of bind '%s' is also managed by the persistence unit '%s' of persistence.xml. "
                        + "Add <exclude-unlisted-classes>true</exclude-unlisted-classes> there, or remove its <class>, "
                        + "or remove persistence.xml.",
                entity,
                bind,
                unit);
    }

    public static Problem mappingFile(String property, String file, String reason) {
        return Problems.problem(29, "%s names %s, which cannot be read: %s.", property, file, reason);
    }

    public static Problem unknownKeyInjected(String injectionPoint, String key, Collection<String> known) {
        return Problems.problem(
                30,
                "%s asks for @Bound(\"%s\"), but there is no such bind. %s%s",
                injectionPoint,
                key,
                Problems.knownKeys(known),
                Suggestion.question(key, known));
    }
}
