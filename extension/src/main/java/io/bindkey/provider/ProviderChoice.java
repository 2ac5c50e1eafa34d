// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.config.BindSettings;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.UnitProblem;
import io.bindkey.platform.Platform;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceProviderResolverHolder;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the persistence provider of a bind: the one that the user names, else Hibernate, else the visible one.
 *
 * <p>The application's own class loader is asked first, the platform's resolver only for what is not seen there: Open Liberty's
 * keeps whatever provider it has found in an application, and with it the application, after its end.
 */
public final class ProviderChoice {

    private static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";

    private ProviderChoice() {}

    /**
     * {@return the provider of a bind}
     *
     * @param settings of the bind
     * @param loader of its classes
     * @throws UnitProblem when there is none, or not the one that is named
     */
    public static Provider choose(BindSettings settings, ClassLoader loader) {
        return known(find(settings, loader));
    }

    private static Provider known(PersistenceProvider standard) {
        String name = standard.getClass().getName();
        if (name.startsWith("org.hibernate.")) {
            return new HibernateProvider(standard);
        }
        return name.startsWith("org.eclipse.persistence.")
                ? new EclipseLinkProvider(standard)
                : new OtherProvider(standard);
    }

    private static PersistenceProvider find(BindSettings settings, ClassLoader loader) {
        if (settings.provider().isPresent()) {
            return named(settings.key(), settings.provider().get(), loader);
        }
        return load(HIBERNATE, loader)
                .or(() -> visible(HIBERNATE))
                .or(() -> providers().stream().findFirst())
                .orElseThrow(() -> new UnitProblem(OpeningProblems.providerMissing(
                        settings.key(), Platform.current().providerRemedy())));
    }

    private static PersistenceProvider named(String key, String name, ClassLoader loader) {
        try {
            return instantiate(name, loader);
        } catch (ClassNotFoundException e) {
            return visible(name)
                    .orElseThrow(() ->
                            new UnitProblem(OpeningProblems.providerClass(key, name, "there is no such class"), e));
        } catch (ClassCastException e) {
            throw new UnitProblem(OpeningProblems.providerClass(key, name, "it is no PersistenceProvider"), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnitProblem(OpeningProblems.providerClass(key, name, String.valueOf(e)), e);
        }
    }

    private static Optional<PersistenceProvider> visible(String name) {
        return providers().stream()
                .filter(provider -> provider.getClass().getName().equals(name))
                .findFirst();
    }

    private static Optional<PersistenceProvider> load(String name, ClassLoader loader) {
        try {
            return Optional.of(instantiate(name, loader));
        } catch (ReflectiveOperationException | ClassCastException | LinkageError notVisible) {
            return Optional.empty();
        }
    }

    private static PersistenceProvider instantiate(String name, ClassLoader loader)
            throws ReflectiveOperationException {
        return Class.forName(name, true, loader)
                .asSubclass(PersistenceProvider.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static List<PersistenceProvider> providers() {
        return PersistenceProviderResolverHolder.getPersistenceProviderResolver()
                .getPersistenceProviders();
    }
}
