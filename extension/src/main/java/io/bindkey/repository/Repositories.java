// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.RepositoryProblems;
import io.bindkey.repository.AssignedRepository.Source;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The repositories of a deployment: what Hibernate has generated follows the bind of its entities. Belongs to one
 * deployment; not safe for use by several threads.
 */
public final class Repositories {

    private final List<GeneratedRepository> generated = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<RepositoryBind> ofOthers = new ArrayList<>();
    private final Set<Class<?>> implemented = new HashSet<>();
    private final Set<Class<?>> injected = new TreeSet<>(RepositoryInterface.BY_NAME);

    /**
     * Has a generated repository work with what a bind gives to it.
     *
     * @param event any type
     * @param ofOthers whether the application's own {@code persistence.xml} has an entity
     * @return whether the type was one, whoever serves it
     */
    public boolean add(ProcessAnnotatedType<?> event, Predicate<Class<?>> ofOthers) {
        Optional<GeneratedRepository> found =
                GeneratedRepository.of(event.getAnnotatedType().getJavaClass());
        found.filter(repository -> isOurs(repository, ofOthers)).ifPresent(repository -> {
            // Two archives of one application may show the same class.
            if (generated.stream().noneMatch(known -> known.implementation() == repository.implementation())) {
                generated.add(repository);
            }
            repository.inject(event.configureAnnotatedType());
        });
        return found.isPresent();
    }

    /** An entity of somebody else's unit is in no bind, or that is a problem by itself. */
    private static boolean isOurs(GeneratedRepository repository, Predicate<Class<?>> ofOthers) {
        Set<Class<?>> entities = RepositoryInterface.mentioned(repository.api()).stream()
                .filter(type -> type.isAnnotationPresent(Entity.class))
                .collect(Collectors.toSet());
        return entities.isEmpty() || !entities.stream().allMatch(ofOthers);
    }

    /** {@return whether a class is a generated repository with a field for a persistence unit, which nobody fills} */
    public boolean hasUnit(Class<?> type) {
        return generated.stream().anyMatch(repository -> repository.implementation() == type && repository.hasUnit());
    }

    /**
     * Has a generated repository filled by us alone.
     *
     * @param event of such a class
     * @param beans of the application
     */
    public <T> void fill(ProcessInjectionTarget<T> event, BeanManager beans) {
        event.setInjectionTarget(new FieldInjection<>(event.getInjectionTarget(), beans));
    }

    /** Learns which repositories the application injects. */
    public void add(InjectionPoint point) {
        RepositoryInterface.mentionedBy(point.getType()).stream()
                .filter(RepositoryInterface::isRepository)
                .forEach(injected::add);
    }

    /** Learns which repositories are classes of the application. */
    public void add(ProcessBeanAttributes<?> event) {
        event.getBeanAttributes().getTypes().stream()
                .flatMap(type -> RepositoryInterface.mentionedBy(type).stream())
                .filter(RepositoryInterface::isRepository)
                .forEach(implemented::add);
    }

    /**
     * Gives each generated repository its bind.
     *
     * @param bindOf the keys of the entities
     * @param keys of all binds
     */
    public List<AssignedRepository> assign(Map<Class<?>, String> bindOf, NavigableSet<String> keys) {
        return generated.stream()
                .map(repository -> assign(repository, bindOf, keys))
                .toList();
    }

    /**
     * {@return what is wrong with those that were given their binds}
     *
     * @param hasBean whether the application has an unqualified bean of that type
     */
    public List<Problem> problems(Predicate<Class<?>> hasBean) {
        return Stream.concat(
                        problems.stream(),
                        ofOthers.stream()
                                .filter(bind -> !hasBean.test(bind.handle()))
                                .map(RepositoryBind::ofNoBind))
                .toList();
    }

    private AssignedRepository assign(
            GeneratedRepository repository, Map<Class<?>, String> bindOf, NavigableSet<String> keys) {
        RepositoryBind bind = new RepositoryBind(repository, bindOf, keys);
        Optional<Problem> problem = bind.problem();
        problem.ifPresent(problems::add);
        if (bind.source() == Source.OTHERS && problem.isEmpty()) {
            ofOthers.add(bind);
        }
        return new AssignedRepository(
                repository.implementation(),
                repository.handle(),
                problem.isPresent() ? Source.NOBODY : bind.source(),
                bind.key());
    }

    /**
     * {@return a warning for each repository over entities of a bind that nothing was generated for}
     *
     * @param bindOf the keys of the entities
     */
    public List<Problem> warnings(Map<Class<?>, String> bindOf) {
        return injected.stream()
                .filter(repository -> !implemented.contains(repository))
                .flatMap(repository -> RepositoryInterface.mentioned(repository).stream()
                        .filter(bindOf::containsKey)
                        .findFirst()
                        .map(entity -> RepositoryProblems.notGenerated(
                                repository.getName(), entity.getName(), String.valueOf(bindOf.get(entity))))
                        .stream())
                .toList();
    }
}
