// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's shared entity manager with its transaction manager, where one likes with its data source that chooses. */
final class SpringWay implements Way {

    private final PlainUnit unit;
    private final JpaTransactionManager manager;
    private final TransactionTemplate transactions;
    private final EntityManager em;

    private SpringWay(PlainUnit unit) {
        this.unit = unit;
        this.manager = new JpaTransactionManager(unit.factory());
        manager.setJpaDialect(new HibernateJpaDialect());
        manager.afterPropertiesSet();
        this.transactions = new TransactionTemplate(manager);
        this.em = SharedEntityManagerCreator.createSharedEntityManager(unit.factory());
    }

    static Way shared() {
        return new SpringWay(PlainUnit.open());
    }

    /** As its documentation has it, with the key of the data source in a variable of the thread. */
    static Way routing() {
        ThreadLocal<String> key = ThreadLocal.withInitial(() -> "first");
        return new SpringWay(PlainUnit.open(pool -> {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return key.get();
                }
            };
            routing.setTargetDataSources(Map.<Object, Object>of("first", pool, "second", pool));
            routing.setDefaultTargetDataSource(pool);
            routing.afterPropertiesSet();
            return (DataSource) routing;
        }));
    }

    /** The same entity manager in a service with {@code @Transactional}. */
    static Way declared() {
        SpringWay inner = new SpringWay(PlainUnit.open());
        ProxyFactory proxies = new ProxyFactory(new TransactionalService(inner.em));
        TransactionManager manager = inner.manager;
        proxies.addAdvice(new TransactionInterceptor(manager, new AnnotationTransactionAttributeSource()));
        Service service = (Service) proxies.getProxy();
        return new Way() {
            @Override
            public <T> T inTransaction(Function<EntityManager, T> work) {
                return service.call(work);
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }

    /** The service. */
    interface Service {
        <T> T call(Function<EntityManager, T> work);
    }

    /** What the application writes. */
    record TransactionalService(EntityManager em) implements Service {
        @Override
        @Transactional
        public <T> T call(Function<EntityManager, T> work) {
            return work.apply(em);
        }
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.apply(em)));
    }

    @Override
    public void close() {
        unit.close();
    }
}
