// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindKey;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindsConfig;
import io.bindkey.config.UnkeyedEntities;
import io.bindkey.message.ClassProblems;
import jakarta.persistence.Entity;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gives each entity its bind, and checks that each hierarchy has one. */
final class Assignment {

    static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

    private final BindsConfig config;
    private final KeyResolution keys;
    private final PersistenceXml persistenceXml;
    private final List<Problem> problems;
    private final NavigableMap<Class<?>, String> bindOf = new TreeMap<>(BY_NAME);

    Assignment(BindsConfig config, KeyResolution keys, PersistenceXml persistenceXml, List<Problem> problems) {
        this.config = config;
        this.keys = keys;
        this.persistenceXml = persistenceXml;
        this.problems = problems;
    }

    /** Gives an entity its bind, and {@return its key, empty when it belongs to none} */
    Optional<String> assign(Class<?> entity) {
        Optional<String> key = keyOf(entity);
        key.ifPresent(known -> bindOf.put(entity, known));
        return key;
    }

    /** {@return the key of an entity that was given a bind} */
    Optional<String> bindOf(Class<?> entity) {
        return Optional.ofNullable(bindOf.get(entity));
    }

    /** {@return the entities by bind, in key order} */
    NavigableMap<String, NavigableSet<Class<?>>> byBind() {
        NavigableMap<String, NavigableSet<Class<?>>> byBind = new TreeMap<>(BindsConfig.KEY_ORDER);
        bindOf.forEach((entity, key) ->
                byBind.computeIfAbsent(key, k -> new TreeSet<>(BY_NAME)).add(entity));
        return byBind;
    }

    /** Finds hierarchies that are in several binds, once all entities have theirs. */
    void checkHierarchies() {
        bindOf.forEach(this::checkHierarchy);
    }

    private Optional<String> keyOf(Class<?> entity) {
        Optional<String> key = keys.keyOf(entity);
        Optional<String> foreignUnit = persistenceXml.unitOf(entity);
        if (key.isPresent()) {
            foreignUnit.ifPresent(
                    unit -> problems.add(ClassProblems.entityOfContainerUnit(entity.getName(), key.get(), unit)));
            return key;
        }
        boolean hasDefault = config.binds().containsKey(BindKey.DEFAULT);
        UnkeyedEntities rule = config.unkeyedEntities().orElse(UnkeyedEntities.DEFAULT);
        boolean leftToOthers = rule == UnkeyedEntities.IGNORE
                || (config.unkeyedEntities().isEmpty() && !hasDefault && foreignUnit.isPresent());
        if (leftToOthers) {
            return Optional.empty();
        }
        if (rule == UnkeyedEntities.ERROR) {
            problems.add(ClassProblems.unkeyedForbidden(entity.getName()));
            return Optional.empty();
        }
        if (!hasDefault) {
            problems.add(ClassProblems.unkeyedEntity(entity.getName()));
            return Optional.empty();
        }
        foreignUnit.ifPresent(
                unit -> problems.add(ClassProblems.entityOfContainerUnit(entity.getName(), BindKey.DEFAULT, unit)));
        return Optional.of(BindKey.DEFAULT);
    }

    private void checkHierarchy(Class<?> entity, String key) {
        for (Class<?> c = entity.getSuperclass(); c != null; c = c.getSuperclass()) {
            if (c.isAnnotationPresent(Entity.class)) {
                String other = bindOf.get(c);
                if (other != null && !other.equals(key)) {
                    problems.add(ClassProblems.hierarchyAcrossBinds(entity.getName(), key, c.getName(), other));
                }
                // The next one up is checked against this one.
                return;
            }
        }
    }
}
