// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.BindKeyExtension;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.TransactionManager;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** One instance of an application, connected to one node first. */
final class Application implements AutoCloseable {

    /** Something to deploy. */
    static class Bean {}

    /** What is done in a transaction. */
    interface Work<T> {
        T with(EntityManager entityManager) throws Exception;
    }

    private final SeContainer container;
    private final boolean jta;

    private Application(SeContainer container, boolean jta) {
        this.container = container;
        this.jta = jta;
    }

    static Application on(GaleraCluster cluster, int node, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "binds.auth.url", cluster.url("sequential", node),
                "binds.auth.username", "it",
                "binds.auth.password", cluster.password(),
                "binds.auth.cluster", "galera",
                "binds.auth.transaction", "resource-local",
                "binds.auth.pool.acquisition-timeout", "20s"));
        properties.putAll(more);
        return start(properties);
    }

    static Application start(Map<String, String> properties) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "application", 100))
                .build();
        resolver.registerConfig(config, Application.class.getClassLoader());
        try {
            SeContainer container = SeContainerInitializer.newInstance()
                    .disableDiscovery()
                    .addBeanClasses(Bean.class)
                    .addExtensions(new BindKeyExtension())
                    .initialize();
            return new Application(container, "jta".equals(properties.get("binds.auth.transaction")));
        } finally {
            resolver.releaseConfig(config);
        }
    }

    SchemaOps schema() {
        return container.select(SchemaOps.class).get();
    }

    private EntityManager entityManager() {
        return container.select(EntityManager.class, Bound.Literal.ROUTER).get();
    }

    /** {@return what the work gives in a transaction, which is committed} */
    <T> T call(Work<T> work) throws Exception {
        return jta ? underJta(work) : inRequest(work);
    }

    private <T> T underJta(Work<T> work) throws Exception {
        TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
        transactions.begin();
        T result;
        try {
            result = work.with(entityManager());
        } catch (Exception e) {
            transactions.rollback();
            throw e;
        }
        transactions.commit();
        return result;
    }

    private <T> T inRequest(Work<T> work) throws Exception {
        Instance<RequestContextController> instance = container.select(RequestContextController.class);
        RequestContextController request = instance.get();
        request.activate();
        try {
            EntityTransaction transaction = entityManager().getTransaction();
            transaction.begin();
            T result;
            try {
                result = work.with(entityManager());
            } catch (Exception e) {
                transaction.rollback();
                throw e;
            }
            transaction.commit();
            return result;
        } finally {
            request.deactivate();
            instance.destroy(request);
        }
    }

    void setBalance(long id, long balance) throws Exception {
        call(em -> em.find(Account.class, id).balance = balance);
    }

    long balance(long id) throws Exception {
        return call(em -> em.find(Account.class, id).balance);
    }

    @Override
    public void close() {
        container.close();
    }
}
