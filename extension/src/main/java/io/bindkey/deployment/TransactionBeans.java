// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.request.RequestForCall;
import io.bindkey.transaction.TransactionServices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import java.util.function.Supplier;

/** Registers what a Jakarta EE server has of Jakarta Transactions, where nobody else does. Touched only where its API is there. */
final class TransactionBeans {

    private final AfterBeanDiscovery event;
    private final BeanManager beanManager;

    TransactionBeans(AfterBeanDiscovery event, BeanManager beanManager) {
        this.event = event;
        this.beanManager = beanManager;
    }

    /**
     * {@return who serves {@code @Transactional} from now on}
     *
     * @param use of it, and whether somebody else already serves it
     * @param loader of the application
     * @param runtime there when the first method is called
     */
    ServedBy register(TransactionUse use, ClassLoader loader, Supplier<BindsRuntime> runtime) {
        Optional<TransactionServices> services = TransactionServices.find(loader);
        boolean narayana = services.isPresent() && services.get().onClassPath();
        if (narayana) {
            addServices(services.get());
        }
        if (services.isPresent()) {
            return narayana && !use.isIntercepted() ? ServedBy.NOBODY : ServedBy.MANAGER;
        }
        if (use.isIntercepted()) {
            return ServedBy.OTHERS;
        }
        addInterceptors(runtime);
        return ServedBy.BINDKEY;
    }

    /** Registers what is injected where there is Narayana, which leaves some of it out. */
    private void addServices(TransactionServices services) {
        add(UserTransaction.class, services::userTransaction);
        add(TransactionSynchronizationRegistry.class, services::registry);
    }

    /** What another extension registers is not to be seen yet: as an alternative, ours never makes that ambiguous. */
    private <T> void add(Class<T> type, Supplier<T> service) {
        if (beanManager.getBeans(type).isEmpty()) {
            event.addBean()
                    .id("bindkey:" + type.getName())
                    .scope(ApplicationScoped.class)
                    .alternative(true)
                    .priority(1)
                    .types(type, Object.class)
                    .createWith(creation -> service.get());
        }
    }

    /** Registers the interceptors of {@code @Transactional} over the resource-local transaction. */
    private void addInterceptors(Supplier<BindsRuntime> runtime) {
        RequestForCall request = new RequestForCall(beanManager);
        for (TxType kind : TxType.values()) {
            event.addBean(new TransactionalInterceptor(kind, runtime, request));
        }
    }
}
