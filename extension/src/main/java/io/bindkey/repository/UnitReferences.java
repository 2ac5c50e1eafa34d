// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.Bound;
import io.bindkey.message.RepositoryProblems;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import jakarta.persistence.PersistenceUnit;
import jakarta.persistence.SynchronizationType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * {@code @PersistenceContext(unitName = "auth")} and {@code @PersistenceUnit(unitName = "auth")} in beans, where no server
 * answers them: the bind of that name does. Belongs to one deployment; not safe for use by several threads.
 */
public final class UnitReferences {

    private final List<Problem> warnings = new ArrayList<>();

    /**
     * Has what a type wants of the binds injected as everything else.
     *
     * @param event any type
     * @param isBind whether there is a bind of that name
     */
    public void answer(ProcessAnnotatedType<?> event, Predicate<String> isBind) {
        Map<AnnotatedMember<?>, String> answered = new LinkedHashMap<>();
        Consumer<AnnotatedMember<?>> look =
                member -> unitOf(member).filter(isBind).ifPresent(unit -> {
                    if (isOrdinary(member)) {
                        answered.put(member, unit);
                    } else {
                        warnings.add(RepositoryProblems.otherContext(place(member), unit));
                    }
                });
        event.getAnnotatedType().getFields().forEach(look);
        event.getAnnotatedType().getMethods().stream()
                .filter(method -> method.getParameters().size() == 1)
                .forEach(look);
        if (!answered.isEmpty()) {
            rewrite(event.configureAnnotatedType(), answered);
        }
    }

    /** {@return what is left unanswered, which is no reason to refuse the deployment} */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    private static void rewrite(AnnotatedTypeConfigurator<?> type, Map<AnnotatedMember<?>, String> answered) {
        answered.forEach((member, unit) -> {
            Bound qualifier = Bound.Literal.of(unit);
            type.filterFields(field -> field.equals(member)).forEach(field -> field.remove(UnitReferences::isOfUnit)
                    .add(InjectLiteral.INSTANCE)
                    .add(qualifier));
            type.filterMethods(method -> method.equals(member)).forEach(method -> {
                method.remove(UnitReferences::isOfUnit).add(InjectLiteral.INSTANCE);
                method.params().get(0).add(qualifier);
            });
        });
    }

    private static boolean isOfUnit(Object annotation) {
        return annotation instanceof PersistenceContext || annotation instanceof PersistenceUnit;
    }

    private static Optional<String> unitOf(AnnotatedMember<?> member) {
        return Optional.ofNullable(member.getAnnotation(PersistenceContext.class))
                .map(PersistenceContext::unitName)
                .or(() -> Optional.ofNullable(member.getAnnotation(PersistenceUnit.class))
                        .map(PersistenceUnit::unitName))
                .filter(unit -> !unit.isEmpty());
    }

    /** What a bind gives lives as long as the transaction or request, and joins transactions. */
    private static boolean isOrdinary(AnnotatedMember<?> member) {
        PersistenceContext context = member.getAnnotation(PersistenceContext.class);
        return context == null
                || (context.type() == PersistenceContextType.TRANSACTION
                        && context.synchronization() == SynchronizationType.SYNCHRONIZED
                        && context.properties().length == 0);
    }

    private static String place(AnnotatedMember<?> member) {
        return member.getJavaMember().getDeclaringClass().getName() + "."
                + member.getJavaMember().getName();
    }
}
