// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindKey;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.BindsConfig;
import io.bindkey.config.BindsReader;
import io.bindkey.deployment.scan.ClassLocation;
import io.bindkey.message.ClassProblems;
import io.bindkey.message.Problems;
import io.bindkey.unit.MappingFile;
import io.bindkey.unit.UnitDefinition;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * From the classes that were found and the configuration to the definitions of the units, with every problem on the
 * way. Needs no container.
 */
final class DeploymentModel {

    /** So many classes tell which part of an application is meant; all of them would hide the other problems. */
    private static final int SOME = 5;

    private final ClassLoader loader;
    private final PersistenceXml persistenceXml;
    private final NavigableSet<Class<?>> found = new TreeSet<>(Assignment.BY_NAME);
    private final List<Problem> problems = new ArrayList<>();
    private final List<UnitDefinition> definitions = new ArrayList<>();
    private final NavigableSet<String> keys = new TreeSet<>(BindsConfig.KEY_ORDER);

    private DeploymentModel(Collection<Class<?>> classes, ClassLoader loader) {
        this.loader = loader;
        this.persistenceXml = PersistenceXml.read(loader);
        this.found.addAll(classes);
    }

    /**
     * What was built.
     *
     * @param config that was read
     * @param definitions of the units, in key order
     * @param keys of all binds that are named anywhere, also of those with problems, in key order
     * @param bindOf the key of each entity, also of those in binds with problems
     * @param problems everything that is wrong
     */
    record Result(
            BindsConfig config,
            List<UnitDefinition> definitions,
            NavigableSet<String> keys,
            Map<Class<?>, String> bindOf,
            List<Problem> problems) {}

    /**
     * Builds it.
     *
     * @param classes entities, mapped superclasses, embeddables and converters
     * @param config of the application
     * @param loader of the application
     */
    static Result of(Collection<Class<?>> classes, Config config, ClassLoader loader) {
        return of(classes, Set.of(), config, loader);
    }

    /**
     * Builds it.
     *
     * @param classes entities, mapped superclasses, embeddables and converters
     * @param injectedKeys the keys that injection points ask for
     * @param config of the application
     * @param loader of the application
     */
    static Result of(Collection<Class<?>> classes, Set<String> injectedKeys, Config config, ClassLoader loader) {
        return new DeploymentModel(classes, loader).build(config, injectedKeys);
    }

    private Result build(Config config, Set<String> injectedKeys) {
        AnnotatedKeys annotations = new AnnotatedKeys();
        Set<String> annotated = new LinkedHashSet<>();
        found.forEach(type -> annotations.of(type).ifPresent(annotated::add));
        BindsReader.Result read = BindsReader.read(config, annotated, injectedKeys);
        problems.addAll(read.problems());
        Map<String, List<MappingFile>> mappingFiles = new HashMap<>();
        for (BindSettings bind : read.config().binds().values()) {
            addNamedClasses(bind);
            mappingFiles.put(bind.key(), mappingFiles(bind));
        }

        KeyResolution resolution =
                new KeyResolution(annotations, read.config().binds().values(), problems);
        Assignment assignment = new Assignment(read.config(), resolution, persistenceXml, problems);
        Map<String, Closure> closures = assignAll(assignment);
        NavigableMap<String, NavigableSet<Class<?>>> byBind = assignment.byBind();

        keys.addAll(byBind.keySet());
        keys.addAll(read.listedKeys());
        keys.addAll(read.config().binds().keySet());
        checkDatabases(read, byBind);
        Map<Class<?>, String> bindOf = new HashMap<>();
        byBind.forEach((key, entities) -> entities.forEach(entity -> bindOf.put(entity, key)));
        for (String key : keys) {
            NavigableSet<Class<?>> ofBind = byBind.getOrDefault(key, new TreeSet<>(Assignment.BY_NAME));
            Closure closure = closures.getOrDefault(key, new Closure());
            checkAssociations(key, closure, assignment);
            NavigableSet<Class<?>> managed = new TreeSet<>(Assignment.BY_NAME);
            managed.addAll(closure.managed());
            managed.addAll(convertersOf(key, annotations));
            problems.addAll(NameClashes.in(key, ofBind, managed));
            BindSettings settings = read.config().binds().get(key);
            if (settings != null) {
                List<MappingFile> files = mappingFiles.getOrDefault(key, List.of());
                NavigableSet<Class<?>> mapped = new TreeSet<>(ofBind);
                mapped.addAll(classesOf(files));
                managed.addAll(mapped);
                mapped.forEach(entity -> bindOf.put(entity, key));
                definitions.add(define(settings, mapped, managed, files));
            }
        }
        return new Result(
                read.config(),
                definitions,
                keys,
                bindOf,
                problems.stream().distinct().toList());
    }

    /**
     * Gives each entity its bind, those that were found and those that they lead to: what an association reaches belongs
     * to the application, wherever its class file lies.
     *
     * @return what the entities of each bind need, by its key
     */
    private Map<String, Closure> assignAll(Assignment assignment) {
        Map<String, Closure> closures = new HashMap<>();
        Closure ofNobody = new Closure();
        Set<Class<?>> met = new HashSet<>();
        Deque<Class<?>> next = new ArrayDeque<>();
        found.stream().filter(type -> type.isAnnotationPresent(Entity.class)).forEach(next::add);
        while (!next.isEmpty()) {
            Class<?> entity = next.remove();
            if (met.add(entity)) {
                Closure closure = assignment
                        .assign(entity)
                        .map(key -> closures.computeIfAbsent(key, k -> new Closure()))
                        .orElse(ofNobody);
                closure.add(entity).forEach(link -> next.add(link.target()));
            }
        }
        assignment.checkHierarchies();
        return closures;
    }

    /** Classes that only the configuration names are found by it. */
    private void addNamedClasses(BindSettings bind) {
        for (String name : bind.classes()) {
            load(name)
                    .ifPresentOrElse(
                            found::add,
                            () -> problems.add(
                                    ClassProblems.classNotFound(Problems.prefix(bind.key()) + ".classes", name)));
        }
    }

    private List<MappingFile> mappingFiles(BindSettings bind) {
        List<MappingFile> files = new ArrayList<>();
        String property = Problems.prefix(bind.key()) + ".mapping-files";
        for (String name : bind.mappingFiles()) {
            try {
                MappingFile file = MappingFile.read(name, loader);
                files.add(file);
                file.classNames().stream()
                        .filter(className -> load(className).isEmpty())
                        .forEach(className -> problems.add(ClassProblems.classNotFound(name, className)));
            } catch (IOException e) {
                problems.add(ClassProblems.mappingFile(property, name, String.valueOf(e.getMessage())));
            }
        }
        return files;
    }

    private List<Class<?>> classesOf(List<MappingFile> files) {
        List<Class<?>> classes = new ArrayList<>();
        for (MappingFile file : files) {
            file.entityClassNames().forEach(name -> load(name).ifPresent(classes::add));
        }
        return classes;
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private void checkDatabases(BindsReader.Result read, NavigableMap<String, NavigableSet<Class<?>>> byBind) {
        NavigableSet<String> unused = new TreeSet<>(read.config().binds().keySet());
        unused.removeAll(byBind.keySet());
        for (String key : keys) {
            if (!read.config().binds().containsKey(key)) {
                NavigableSet<Class<?>> users = byBind.get(key);
                problems.add(Problems.bindWithoutDatabase(
                        key,
                        users == null ? "has other properties" : inhabitants(users),
                        unused,
                        read.config().binds().keySet()));
            }
        }
    }

    private static String inhabitants(NavigableSet<Class<?>> users) {
        String some = users.stream().limit(SOME).map(Class::getName).collect(Collectors.joining(", "));
        int more = users.size() - SOME;
        return some + (more > 0 ? " and " + more + " more" : "") + (users.size() == 1 ? " lives" : " live") + " in it";
    }

    private void checkAssociations(String key, Closure closure, Assignment assignment) {
        for (Closure.Link link : closure.links()) {
            assignment
                    .bindOf(link.target())
                    .filter(targetBind -> !targetBind.equals(key))
                    .ifPresent(targetBind -> problems.add(ClassProblems.associationAcrossBinds(
                            link.attribute().owner().getName(),
                            link.attribute().name(),
                            link.entity().getName(),
                            key,
                            link.target().getName(),
                            targetBind)));
        }
    }

    /** Auto-apply converters serve every bind, unless they carry a key. */
    private List<Class<?>> convertersOf(String key, AnnotatedKeys annotations) {
        List<Class<?>> converters = new ArrayList<>();
        for (Class<?> type : found) {
            Converter converter = type.getDeclaredAnnotation(Converter.class);
            if (converter != null && converter.autoApply()) {
                String own = annotations.of(type).orElse(key);
                if (own.equals(key)) {
                    converters.add(type);
                }
            }
        }
        return converters;
    }

    private UnitDefinition define(
            BindSettings settings, Set<Class<?>> entities, Set<Class<?>> managed, List<MappingFile> mappingFiles) {
        Class<?> first = managed.isEmpty() ? BindKey.class : managed.iterator().next();
        return new UnitDefinition(
                settings,
                List.copyOf(entities),
                List.copyOf(managed),
                mappingFiles,
                managed.isEmpty() ? loader : loaderOf(managed),
                ClassLocation.rootUrl(first));
    }

    /** The loader that sees all of them: classes of one bind may come from a WAR and from its EAR. */
    private ClassLoader loaderOf(Set<Class<?>> classes) {
        Set<ClassLoader> candidates = new LinkedHashSet<>();
        classes.stream().map(Class::getClassLoader).filter(Objects::nonNull).forEach(candidates::add);
        return candidates.stream()
                .filter(candidate -> classes.stream().allMatch(type -> sees(candidate, type)))
                .findFirst()
                .orElse(loader);
    }

    private static boolean sees(ClassLoader candidate, Class<?> type) {
        try {
            return candidate.loadClass(type.getName()) == type;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
