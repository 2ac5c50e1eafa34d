// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.TransactionProblems;
import io.bindkey.unit.Units;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.interceptor.Interceptor;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the beans want of Jakarta Transactions, and whether somebody else already serves it. Goes by the names of the
 * annotations, for their API may be missing.
 */
final class TransactionUse {

    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";
    private static final String SCOPE = "jakarta.transaction.TransactionScoped";

    private final Set<String> transactional = new TreeSet<>();
    private final Set<String> scoped = new TreeSet<>();
    private final Set<String> outOfReach = new TreeSet<>();
    private boolean intercepted;

    void add(ProcessBeanAttributes<?> event) {
        Annotated annotated = event.getAnnotated();
        if (annotated.isAnnotationPresent(Interceptor.class)) {
            intercepted |= isTransactional(annotated);
            return;
        }
        if (event.getBeanAttributes().getScope().getName().equals(SCOPE)) {
            scoped.add(place(annotated));
        }
        if (annotated instanceof AnnotatedType<?> type) {
            add(type);
        }
    }

    private void add(AnnotatedType<?> type) {
        boolean any = isTransactional(type);
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (isTransactional(method)) {
                any = true;
                whyOutOfReach(method).ifPresent(reason -> outOfReach.add(place(method) + "(), which is " + reason));
            }
        }
        if (any) {
            transactional.add(type.getJavaClass().getName());
        }
    }

    private static boolean isTransactional(Annotated annotated) {
        return annotation(annotated.getAnnotations()).isPresent();
    }

    /** Interceptors of {@code @Transactional} are for calls of business methods only (Jakarta Transactions 2.0, section 3.7). */
    private static Optional<String> whyOutOfReach(AnnotatedMethod<?> method) {
        if (method.isAnnotationPresent(PostConstruct.class) || method.isAnnotationPresent(PreDestroy.class)) {
            return Optional.of("a lifecycle callback");
        }
        int modifiers = method.getJavaMember().getModifiers();
        return Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)
                ? Optional.of(Modifier.isStatic(modifiers) ? "static" : "private")
                : Optional.empty();
    }

    /** {@return a class, or a member that produces a bean} */
    private static String place(Annotated annotated) {
        return annotated instanceof AnnotatedMember<?> member
                ? member.getJavaMember().getDeclaringClass().getName() + "."
                        + member.getJavaMember().getName()
                : annotated.getBaseType().getTypeName();
    }

    /** {@return {@code @Transactional} among annotations, or on a stereotype or an interceptor binding among them} */
    static Optional<Annotation> annotation(Collection<Annotation> annotations) {
        return annotation(annotations, new HashSet<>());
    }

    private static Optional<Annotation> annotation(
            Collection<Annotation> annotations, Set<Class<? extends Annotation>> seen) {
        for (Annotation annotation : annotations) {
            if (annotation.annotationType().getName().equals(TRANSACTIONAL)) {
                return Optional.of(annotation);
            }
        }
        return annotations.stream()
                .map(Annotation::annotationType)
                .filter(seen::add)
                .map(type -> annotation(List.of(type.getAnnotations()), seen))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** {@return whether there is an interceptor of {@code @Transactional} already} */
    boolean isIntercepted() {
        return intercepted;
    }

    /** {@return what cannot work} */
    List<Problem> problems(ServedBy servedBy) {
        return servedBy == ServedBy.BINDKEY
                ? scoped.stream().map(TransactionProblems::transactionScoped).toList()
                : List.of();
    }

    /** {@return what has no effect, which is no reason to refuse the deployment} */
    List<Problem> warnings(ServedBy servedBy, Units units) {
        return switch (servedBy) {
            case BINDKEY ->
                outOfReach.stream().map(TransactionProblems::outOfReach).toList();
            case MANAGER ->
                anyBean().stream()
                        .flatMap(bean -> units.all().stream()
                                .filter(unit -> unit.settings().active()
                                        && !unit.transaction().usesTransactionManager())
                                .map(unit -> TransactionProblems.notOfManager(unit.key(), bean)))
                        .toList();
            case NOBODY ->
                anyBean().map(TransactionProblems::withoutInterceptors).stream().toList();
            case OTHERS -> List.of();
        };
    }

    private Optional<String> anyBean() {
        return transactional.stream().findFirst();
    }
}
