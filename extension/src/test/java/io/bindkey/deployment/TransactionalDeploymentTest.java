// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InterceptionType;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who serves {@code @Transactional} where there is no transaction manager, and what the deployment says that nobody can serve. */
class TransactionalDeploymentTest {

    private static Application.Builder application(Class<?>... beans) {
        return Application.of(Invoice.class)
                .withH2("default")
                .with("binds-defaults.schema.strategy", "create")
                .withBeans(beans);
    }

    @ApplicationScoped
    static class Works {

        @Inject
        @Bound
        EntityManager em;

        @Transactional
        boolean isInTransaction() {
            return em.isJoinedToTransaction();
        }

        @Transactional(rollbackOn = IOException.class)
        public void declared() {}
    }

    @jakarta.interceptor.Interceptor
    @Transactional
    @Priority(200)
    static class OfApplication {

        @AroundInvoke
        Object around(InvocationContext call) {
            return true;
        }
    }

    @Test
    void anInterceptorOfTheApplicationIsTheOnlyOne() {
        try (Application app = application(Works.class, OfApplication.class).start()) {
            List<Interceptor<?>> interceptors = interceptors(app, "isInTransaction");
            assertThat(interceptors).hasSize(1);
            assertThat(interceptors.get(0).getBeanClass()).isEqualTo(OfApplication.class);
            assertThat(app.get(Works.class).isInTransaction()).isTrue();
        }
    }

    private static List<Interceptor<?>> interceptors(Application app, String method) {
        return app.get(BeanManager.class).resolveInterceptors(InterceptionType.AROUND_INVOKE, annotation(method));
    }

    private static Transactional annotation(String method) {
        return method(method).getAnnotation(Transactional.class);
    }

    private static Method method(String name) {
        try {
            return Works.class.getDeclaredMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Weld hands over the annotation; what other containers hand over is a call alone. */
    @Test
    @SuppressWarnings("unchecked")
    void anyContainerMayCallTheInterceptor() throws Exception {
        try (Application app = application(Works.class).start()) {
            Interceptor<Object> interceptor =
                    (Interceptor<Object>) interceptors(app, "declared").get(0);
            Object instance = interceptor.create(app.get(BeanManager.class).createCreationalContext(interceptor));
            EntityManager em = app.get(EntityManager.class, Bound.Literal.ROUTER);
            Callable<@Nullable Object> failing = () -> {
                em.persist(new Invoice());
                throw new IOException();
            };
            assertThatThrownBy(() ->
                            interceptor.intercept(InterceptionType.AROUND_INVOKE, instance, call("declared", failing)))
                    .isInstanceOf(IOException.class);
            assertThat(count(em, app)).isZero();
            assertThatThrownBy(() -> interceptor.intercept(
                            InterceptionType.AROUND_INVOKE, instance, call("isInTransaction", failing)))
                    .isInstanceOf(IOException.class);
            assertThat(count(em, app)).isEqualTo(1);
        }
    }

    private static long count(EntityManager em, Application app) {
        long[] count = new long[1];
        app.inRequest(() -> count[0] =
                em.createQuery("select count(i) from Invoice i", Long.class).getSingleResult());
        return count[0];
    }

    private static InvocationContext call(String method, Callable<@Nullable Object> work) {
        return (InvocationContext) Proxy.newProxyInstance(
                TransactionalDeploymentTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getContextData" -> Map.of();
                    case "getMethod" -> method(method);
                    case "getTarget" -> new Works();
                    default -> work.call();
                });
    }

    @TransactionScoped
    static class OfTransaction implements Serializable {}

    @Test
    void aTransactionScopedBeanNeedsAManager() {
        assertThat(application(OfTransaction.class).refused())
                .hasMessage("1 problem with the binds:\n"
                        + "  BINDKEY-152: " + OfTransaction.class.getName()
                        + " is @TransactionScoped, which needs a transaction manager: add one, such as"
                        + " org.jboss.narayana.jta:narayana-jta, or take another scope.");
    }

    @ApplicationScoped
    static class InVain {

        @PostConstruct
        @Transactional
        void prepare() {}

        @Transactional(TxType.REQUIRES_NEW)
        private void hidden() {}

        @Transactional
        static void shared() {}

        @Transactional
        void seen() {
            hidden();
        }
    }

    @Test
    void whatNoInterceptorSeesIsSaid() {
        String why =
                ": only calls of other methods are intercepted. Move it to the method of another bean, and call that.";
        assertThat(warnings(() -> application(InVain.class).start().close()))
                .containsExactly(
                        "BINDKEY-153: @Transactional has no effect on " + InVain.class.getName()
                                + ".hidden(), which is private" + why,
                        "BINDKEY-153: @Transactional has no effect on " + InVain.class.getName()
                                + ".prepare(), which is a lifecycle callback" + why,
                        "BINDKEY-153: @Transactional has no effect on " + InVain.class.getName()
                                + ".shared(), which is static" + why);
    }

    @Test
    void nothingIsSaidOfWhatWorks() {
        assertThat(warnings(() -> application(Works.class).start().close())).isEmpty();
    }

    private static List<String> warnings(Runnable work) {
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {

            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().equals(Level.WARNING)) {
                    warnings.add(new SimpleFormatter().formatMessage(record));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.bindkey");
        logger.addHandler(handler);
        try {
            work.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
