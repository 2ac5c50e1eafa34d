// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.app;

import io.bindkey.Bound;
import io.bindkey.it.servers.library.Reader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** Writes to two binds as soon as the application starts. */
@ApplicationScoped
public class AtStart {

    /** The rows that it writes. */
    public static final long ID = 102;

    @Inject
    @Bound
    private EntityManager em;

    @Inject
    private Transactions transactions;

    void writeRows(@Observes Startup event) {
        transactions.required(() -> em.persist(new Invoice(ID, "at start")));
        transactions.required(() -> em.persist(new Reader(ID, "at start")));
    }
}
