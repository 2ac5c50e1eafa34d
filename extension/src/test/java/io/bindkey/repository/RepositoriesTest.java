// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Classes as Hibernate generates them, and what becomes of them. */
class RepositoriesTest {

    @Entity
    static class Order {
        @Id
        long id;
    }

    interface Orders {
        List<Order> all();
    }

    /** As later versions generate them: with an entity manager of the container's in a field. */
    @Dependent
    static class Orders_ implements Orders {

        @PersistenceContext(unitName = "shop")
        private @Nullable EntityManager entityManager;

        private boolean opened;

        @PostConstruct
        private void open() {
            opened = true;
        }

        @Override
        public List<Order> all() {
            return List.of();
        }
    }

    /** Gives every repository the same entity manager. */
    record Given(EntityManager entityManager, Predicate<Class<?>> ofOthers) implements Extension {

        void add(@Observes ProcessAnnotatedType<?> event) {
            new Repositories().add(event, ofOthers);
        }

        void register(@Observes AfterBeanDiscovery event) {
            event.addBean()
                    .types(EntityManager.class)
                    .qualifiers(new OfRepository.Literal(Orders_.class))
                    .createWith(creation -> entityManager);
        }
    }

    /** A server whose own injection fails, and what is done about that. */
    static final class Filled implements Extension {

        private final Repositories repositories = new Repositories();

        void add(@Observes ProcessAnnotatedType<?> event) {
            repositories.add(event, entity -> false);
        }

        <T> void fill(@Observes ProcessInjectionTarget<T> event, BeanManager beans) {
            if (repositories.hasUnit(event.getAnnotatedType().getJavaClass())) {
                event.setInjectionTarget(spoiled(event.getInjectionTarget()));
                repositories.fill(event, beans);
            }
        }

        @SuppressWarnings("unchecked")
        private <T> InjectionTarget<T> spoiled(InjectionTarget<T> own) {
            return (InjectionTarget<T>) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {InjectionTarget.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("inject")) {
                            throw new IllegalStateException("There is no such unit");
                        }
                        return method.invoke(own, arguments);
                    });
        }
    }

    private final EntityManager entityManager = (EntityManager) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {EntityManager.class}, (proxy, method, arguments) -> null);

    private SeContainer start(Predicate<Class<?>> ofOthers) {
        return SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Orders_.class)
                .addExtensions(new Given(entityManager, ofOthers))
                .initialize();
    }

    @Test
    void whatItOpenedIsInjectedInstead() {
        try (SeContainer container = start(entity -> false)) {
            Orders_ orders = container.select(Orders_.class).get();

            assertThat(orders.entityManager).isSameAs(entityManager);
            assertThat(orders.opened).isFalse();
        }
    }

    /** An application's own persistence.xml goes on to serve its repositories. */
    @Test
    void aRepositoryOfAnotherUnitIsLeftAlone() {
        try (SeContainer container = start(Order.class::equals)) {
            Orders_ orders = container.select(Orders_.class).get();

            assertThat(orders.entityManager).isNull();
            assertThat(orders.opened).isTrue();
        }
    }

    interface Base<T, K> {
        <S extends T> S insert(S entity);
    }

    interface Special extends Base<Order, Long> {
        Order[] some(List<? extends Number> ids);

        default String own(StringBuilder any) {
            return any.toString();
        }
    }

    @Test
    void mentionsWhatItsAbstractMethodsAndTypeArgumentsAreAbout() {
        assertThat(RepositoryInterface.mentioned(Special.class))
                .contains(Order.class, Long.class, Number.class)
                .doesNotContain(StringBuilder.class);
    }

    @Test
    void areFilledWithoutTheServersOwnInjection() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Orders_.class)
                .addExtensions(new Given(entityManager, entity -> false), new Filled())
                .initialize()) {
            assertThat(container.select(Orders_.class).get().entityManager).isSameAs(entityManager);
        }
    }
}
