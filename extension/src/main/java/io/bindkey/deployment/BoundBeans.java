// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.Bind;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.provider.Provider;
import io.bindkey.repository.AssignedRepository;
import io.bindkey.repository.OfRepository;
import io.bindkey.router.Routing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.persistence.Cache;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Metamodel;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Registers what the application injects, all of it synthetic: a producer method for {@code EntityManager} would switch
 * off the server's own default one on WildFly. Entity managers are dependent objects, shared and stateless, rather than
 * behind a client proxy, which would cost more than the routing itself.
 */
final class BoundBeans {

    private final AfterBeanDiscovery event;
    private final Supplier<BindsRuntime> runtime;

    BoundBeans(AfterBeanDiscovery event, Supplier<BindsRuntime> runtime) {
        this.event = event;
        this.runtime = runtime;
    }

    /** Registers what belongs to all binds. */
    void addRouter() {
        event.addBean()
                .id("bindkey:Binds")
                .scope(ApplicationScoped.class)
                .types(Binds.class, Object.class)
                .createWith(creation -> runtime.get().routing().binds());
        event.addBean()
                .id("bindkey:SchemaOps")
                .scope(ApplicationScoped.class)
                .types(SchemaOps.class, Object.class)
                .createWith(creation -> runtime.get().schemas());
        addDependent("", EntityManager.class, () -> runtime.get().routing().router());
        addView(EntityManagerFactory.class, factory -> factory);
        addView(CriteriaBuilder.class, EntityManagerFactory::getCriteriaBuilder);
        addView(Metamodel.class, EntityManagerFactory::getMetamodel);
        addView(PersistenceUnitUtil.class, EntityManagerFactory::getPersistenceUnitUtil);
        addView(Cache.class, EntityManagerFactory::getCache);
        schemaManager().ifPresent(type -> addView(type, SchemaManagerOf::factory));
    }

    private <T> void addView(Class<T> type, Function<EntityManagerFactory, ? extends T> from) {
        addDependent("", type, () -> from.apply(runtime.get().routing().factory()));
    }

    /** Registers what belongs to one bind. */
    void addBind(String key) {
        add(key, EntityManager.class, Bind::entityManager);
        add(key, DataSource.class, Bind::dataSource);
        add(key, EntityManagerFactory.class, Bind::entityManagerFactory);
        addFromFactory(key, Metamodel.class, EntityManagerFactory::getMetamodel);
        addFromFactory(key, CriteriaBuilder.class, EntityManagerFactory::getCriteriaBuilder);
        addFromFactory(key, PersistenceUnitUtil.class, EntityManagerFactory::getPersistenceUnitUtil);
        addFromFactory(key, Cache.class, EntityManagerFactory::getCache);
        schemaManager().ifPresent(type -> addFromFactory(key, type, SchemaManagerOf::factory));
        Provider.SESSIONS.forEach(name -> visible(name).ifPresent(type -> addSession(key, type)));
    }

    /** Registers what a generated repository works with. */
    void addRepository(AssignedRepository repository) {
        Class<?> type = repository.handle();
        event.addBean()
                .id("bindkey:" + repository.implementation().getName())
                .scope(Dependent.class)
                .types(type, Object.class)
                .qualifiers(new OfRepository.Literal(repository.implementation()))
                .produceWith(others -> switch (repository.source()) {
                    case BIND -> handle(repository.key().orElseThrow(), type);
                    case ROUTER -> runtime.get().routing().router();
                    case OTHERS, NOBODY ->
                        others.select(type, Default.Literal.INSTANCE).get();
                });
    }

    private Object handle(String key, Class<?> type) {
        Routing routing = runtime.get().routing();
        return type == EntityManager.class
                ? routing.binds().get(key).entityManager()
                : routing.hibernateSession(key, type);
    }

    private <T> void addSession(String key, Class<T> type) {
        addDependent(key, type, () -> type.cast(runtime.get().routing().hibernateSession(key, type)));
    }

    private <T> void addFromFactory(String key, Class<T> type, Function<EntityManagerFactory, ? extends T> from) {
        add(key, type, bind -> from.apply(bind.entityManagerFactory()));
    }

    private <T> void add(String key, Class<T> type, Function<Bind, T> from) {
        addDependent(key, type, () -> from.apply(runtime.get().routing().binds().get(key)));
    }

    private <T> void addDependent(String key, Class<T> type, Supplier<T> from) {
        event.addBean()
                // An id makes a bean fit for passivating scopes.
                .id("bindkey:" + type.getName() + ":" + key)
                .scope(Dependent.class)
                .types(type, Object.class)
                .qualifiers(key.isEmpty() ? Bound.Literal.ROUTER : Bound.Literal.of(key))
                .createWith(creation -> from.get());
    }

    /** New in Jakarta Persistence 3.2. */
    private static Optional<Class<Object>> schemaManager() {
        return visible("jakarta.persistence.SchemaManager");
    }

    /** {@return an interface that is not everywhere, if this extension sees it here} */
    private static Optional<Class<Object>> visible(String name) {
        try {
            @SuppressWarnings("unchecked") // Its instances are only handed on.
            Class<Object> type = (Class<Object>) Class.forName(name, false, BoundBeans.class.getClassLoader());
            return Optional.of(type);
        } catch (ClassNotFoundException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    /** Apart from the rest, because its class is not there on 3.1. */
    private static final class SchemaManagerOf {
        static Object factory(EntityManagerFactory factory) {
            return factory.getSchemaManager();
        }
    }
}
