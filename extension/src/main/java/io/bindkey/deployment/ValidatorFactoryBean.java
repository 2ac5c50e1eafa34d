// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.message.ProviderProblems;
import io.bindkey.unit.UnitDefinition;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container's {@code ValidatorFactory}, which injects into constraint validators, where Bean Validation is there. The
 * first unit that wants it gets it made; when all units are closed, it is let go of.
 *
 * <p>Uses no class of Bean Validation. Safe for use by several threads.
 */
final class ValidatorFactoryBean implements AutoCloseable {

    private static final String TYPE = "jakarta.validation.ValidatorFactory";

    private final BeanManager beanManager;
    private final Optional<Found> found;
    private @Nullable CreationalContext<?> context;
    private @Nullable Object reference;

    private record Found(Bean<?> bean, Class<?> type) {}

    private ValidatorFactoryBean(BeanManager beanManager, Optional<Found> found) {
        this.beanManager = beanManager;
        this.found = found;
    }

    /**
     * Looks for the bean, where a unit wants it, without making it.
     *
     * @param definitions of the units
     * @param loader of the application
     * @param problems receives that there are several
     */
    static ValidatorFactoryBean find(
            List<UnitDefinition> definitions, BeanManager beanManager, ClassLoader loader, List<Problem> problems) {
        boolean wanted =
                definitions.stream().map(UnitDefinition::settings).anyMatch(bind -> bind.active() && bind.validates());
        return new ValidatorFactoryBean(
                beanManager, type(loader).filter(type -> wanted).flatMap(type -> bean(beanManager, type, problems)));
    }

    private static Optional<Class<?>> type(ClassLoader loader) {
        try {
            return Optional.of(Class.forName(TYPE, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static Optional<Found> bean(BeanManager beanManager, Class<?> type, List<Problem> problems) {
        Set<Bean<?>> beans = beanManager.getBeans(type);
        if (beans.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Found(beanManager.resolve(beans), type));
        } catch (AmbiguousResolutionException e) {
            problems.add(ProviderProblems.severalValidatorFactories(beans.stream()
                    .map(bean -> bean.getBeanClass().getName())
                    .sorted()
                    .toList()));
            return Optional.empty();
        }
    }

    /** {@return the factory, empty where the container has none: then the provider makes one, if it can} */
    synchronized Optional<Object> get() {
        if (reference == null) {
            found.ifPresent(it -> {
                context = beanManager.createCreationalContext(it.bean());
                Object own = beanManager.getReference(it.bean(), it.type(), context);
                reference = isOpenLibertys(it.bean()) ? LibertyValidatorFactory.over(own) : own;
            });
        }
        return Optional.ofNullable(reference);
    }

    private static boolean isOpenLibertys(Bean<?> bean) {
        return bean.getClass().getName().startsWith("com.ibm.ws.beanvalidation.");
    }

    @Override
    public synchronized void close() {
        reference = null;
        if (context != null) {
            context.release();
            context = null;
        }
    }
}
