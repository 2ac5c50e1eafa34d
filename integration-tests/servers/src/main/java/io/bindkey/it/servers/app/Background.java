// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.Bound;
import jakarta.annotation.Resource;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.concurrent.Future;

/** Work on threads that no request brought. */
@Singleton
public class Background {

    /** The row that the timer writes once. */
    public static final long SCHEDULED = 101;

    @Inject
    @Bound
    private EntityManager em;

    @Inject
    private Transactions transactions;

    @Resource
    private ManagedExecutorService executor;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    public void everySecond() {
        if (em.find(Invoice.class, SCHEDULED) == null) {
            em.persist(new Invoice(SCHEDULED, "scheduled"));
        }
    }

    @Asynchronous
    public Future<Thread> writeAsynchronously(Object... entities) {
        for (Object entity : entities) {
            em.persist(entity);
        }
        return new AsyncResult<>(Thread.currentThread());
    }

    public Future<Thread> writeOnAnExecutor(Object entity) {
        return executor.submit(() -> {
            transactions.required(() -> em.persist(entity));
            return Thread.currentThread();
        });
    }

    /** {@return what the router says on a thread with neither a transaction nor a request} */
    public Future<Object> readOnAnExecutorWithoutTransaction(long id) {
        return executor.submit(() -> em.find(Invoice.class, id));
    }
}
